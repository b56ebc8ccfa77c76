import { Bytes } from '../Encoding/Bytes.js';
import { refuse } from '../Encoding/FormatError.js';
import { Sm3 } from '../Hashing/Sm3.js';
import { CertificateExtensions, KeyUsage } from './CertificateExtensions.js';
import { DerReader } from './DerReader.js';
import { DerTag } from './DerTag.js';
import { DistinguishedName } from './DistinguishedName.js';
import { KeyIdentifiers } from './KeyIdentifiers.js';
import { Oids } from './Oids.js';
import { SignatureValue } from './SignatureValue.js';

const maxLength = 16 * 1024;
const version3 = 2;
const documentPurposes = [Oids.documentSigning, Oids.emailProtection, Oids.anyPurpose];
const seconds = (time) => Math.floor(time / 1000);

/**
 * An X.509 v3 certificate of an SM2 or P-256 key (RFC 5280, GB/T 20518), as read. Nothing in it is believed before
 * CertificateChain has found a path to a trusted root.
 */
export class Certificate {
  #signedPart;
  #signature;
  #signatureAlgorithm;
  #issuer;
  #subject;
  #extensions;

  constructor(reader) {
    this.raw = reader.peekEncodedValue();
    const outer = reader.readSequence();
    this.#signedPart = outer.peekEncodedValue();
    const body = outer.readSequence();
    this.#signatureAlgorithm = KeyIdentifiers.readSignatureAlgorithm(outer);
    this.#signature = SignatureValue.read(outer.readBytesOfBitString());
    outer.throwIfNotEmpty();

    Certificate.#readVersion(body);
    this.serialNumberBytes = Certificate.#readSerialNumber(body);
    if (KeyIdentifiers.readSignatureAlgorithm(body) !== this.#signatureAlgorithm) {
      refuse('A certificate names two signature algorithms.'); // RFC 5280, 4.1.1.2
    }

    this.#issuer = new DistinguishedName(body);
    [this.notBefore, this.notAfter] = Certificate.#readValidity(body);
    this.#subject = new DistinguishedName(body);
    this.publicKey = KeyIdentifiers.readPublicKey(body);
    this.#extensions = Certificate.#readExtensions(body);
    this.thumbprint = Sm3.hash(this.raw);
  }

  /** Reads a certificate; one that this code does not fully understand is refused, unknown critical extensions included. */
  static parse(der) {
    return DerReader.read(der, maxLength, 'A certificate', (reader) => new Certificate(reader));
  }

  get subjectName() { return this.#subject.text; }

  get subjectNameRaw() { return this.#subject.raw; }

  get subjectOrganisation() { return this.#subject.find(Oids.organisation); }

  /** The holder's unified social credit code (attribute serialNumber), or undefined. */
  get subjectCode() { return this.#subject.find(Oids.nameSerialNumber); }

  get issuerNameRaw() { return this.#issuer.raw; }

  get isAuthority() { return this.#extensions.isAuthority; }

  get pathLength() { return this.#extensions.pathLength; }

  get purposes() { return this.#extensions.purposes; }

  get maySignLists() { return (this.#extensions.keyUsages & KeyUsage.crlSign) !== 0; }

  get maySignCertificates() { return (this.#extensions.keyUsages & KeyUsage.keyCertSign) !== 0; }

  /** Whether the key may sign at all: it has digitalSignature or nonRepudiation. */
  get maySign() {
    return (this.#extensions.keyUsages & (KeyUsage.digitalSignature | KeyUsage.nonRepudiation)) !== 0;
  }

  /** Whether the key may sign documents: it may sign, and is limited to no purposes, or to some of which one is documents (RFC 9336),
   * mail, which stands for documents in readers older than that, or any. */
  get maySignDocuments() {
    return this.maySign && (this.purposes.length === 0 || this.purposes.some((purpose) => documentPurposes.includes(purpose)));
  }

  /** Whether signed data by the key is taken: it may sign documents, or is a time-stamping authority's, which has that one purpose. */
  get maySignData() {
    return this.maySignDocuments || (this.maySign && this.purposes.length === 1 && this.purposes[0] === Oids.timeStamping);
  }

  /** Whether the holder may make seals: its purposes name seal making (制章). */
  get mayMakeSeals() { return this.maySign && this.purposes.includes(Oids.sealMaking); }

  /** Whether the holder may issue time stamps: that, marked critical, is its one purpose (RFC 3161, 2.3). */
  get mayTimeStamp() {
    return this.maySign && this.purposes.length === 1 && this.purposes[0] === Oids.timeStamping && this.#extensions.arePurposesCritical;
  }

  /** Whether a time, taken in whole seconds, lies within the validity. */
  isValidAt(time) {
    return time >= this.notBefore && seconds(time) <= seconds(this.notAfter);
  }

  /** Whether the signature on this certificate was made with a key; by promise. */
  async isSignedBy(issuer) {
    return issuer.algorithm === this.#signatureAlgorithm && issuer.verify(this.#signedPart, this.#signature);
  }

  equals(other) {
    return Bytes.equal(this.raw, other.raw);
  }

  toString() {
    return `${this.subjectName} (${Bytes.toHex(this.serialNumberBytes)})`;
  }

  static #readVersion(body) {
    const version = body.readSequence(DerTag.context(0));
    const number = version.readNumber();
    version.throwIfNotEmpty();
    if (number !== version3) {
      refuse(`A certificate of version ${number + 1} is not read.`);
    }
  }

  static #readSerialNumber(body) {
    const serial = body.readIntegerBytes();
    const isPositive = serial[0] < 0x80 && serial.some((octet) => octet !== 0);
    return isPositive && serial.length >= 4 && serial.length <= 20
      ? serial
      : refuse('A serial number is positive and has 4 to 20 bytes.');
  }

  static #readValidity(body) {
    const validity = body.readSequence();
    const [notBefore, notAfter] = [validity.readEitherTime(), validity.readEitherTime()];
    validity.throwIfNotEmpty();
    return notBefore <= notAfter ? [notBefore, notAfter] : refuse('A certificate ends before it begins.');
  }

  static #readExtensions(body) {
    const explicitTag = body.readSequence(DerTag.context(3));
    body.throwIfNotEmpty();
    const list = explicitTag.readSequence();
    explicitTag.throwIfNotEmpty();
    return new CertificateExtensions(list);
  }
}

import { Bytes } from '../Encoding/Bytes.js';
import { refuse } from '../Encoding/FormatError.js';
import { Certificate } from './Certificate.js';
import { DerReader } from './DerReader.js';
import { DerTag } from './DerTag.js';
import { KeyIdentifiers } from './KeyIdentifiers.js';
import { Oids } from './Oids.js';
import { SignatureValue } from './SignatureValue.js';
import { SignedAttributes } from './SignedAttributes.js';
import { SignedDataSuite } from './SignedDataSuite.js';

const maxLength = 64 * 1024;
const maxCertificates = 32;
const version1 = 1;
const version3 = 3;

/**
 * A detached signature with its certificates: CMS (RFC 5652) as PAdES B-B wants it for P-256, GB/T 35275 for SM2. Exactly one
 * signer, who has signed attributes.
 */
export class SignedData {
  #attributes;
  #digestAlgorithm;
  #signatureAlgorithm;
  #signature;

  // SignedData ::= SEQUENCE { version, digestAlgorithms SET, encapContentInfo, certificates [0], signerInfos SET }
  constructor(reader, isTimeStamp) {
    const outer = reader.readSequence();
    const type = outer.readObjectIdentifier();
    const explicitTag = outer.readSequence(DerTag.context(0));
    outer.throwIfNotEmpty();
    const body = explicitTag.readSequence();
    explicitTag.throwIfNotEmpty();

    // RFC 5652, 5.1 asks for version 3 where the content is not plain data; GB/T 35275, 8 knows 1 only.
    SignedData.#readVersion(body, isTimeStamp && type !== Oids.gmSignedData ? version3 : version1);
    const digestAlgorithms = body.readSetOf();
    const announcedDigest = KeyIdentifiers.readDigestAlgorithm(digestAlgorithms, isTimeStamp);
    digestAlgorithms.throwIfNotEmpty();
    const contentType = isTimeStamp ? this.#readContent(body) : KeyIdentifiers.readAlgorithm(body);
    this.certificates = SignedData.#readCertificates(body.readSetOf(DerTag.context(0)));
    const signers = body.readSetOf();
    const signer = signers.readSequence();
    signers.throwIfNotEmpty();
    body.throwIfNotEmpty();
    this.#readSigner(signer, isTimeStamp);

    const isSignedData = type === Oids.signedData || type === Oids.gmSignedData;
    const isKnown = isTimeStamp ? isSignedData && contentType === Oids.timeStampInfo : (type === Oids.signedData && contentType === Oids.data) || (type === Oids.gmSignedData && contentType === Oids.gmData);
    if (!isKnown || announcedDigest !== this.#digestAlgorithm || this.#attributes.contentType !== contentType) {
      refuse('Signed data contradicts itself, or is not of plain data.');
    }
  }

  /** What {@link faultOf} says where the content is another. */
  static otherContent = 'The content is not what was signed.';

  /** Reads signed data. The content is not in it and nothing is verified yet. */
  static parse(der) {
    return DerReader.read(der, maxLength, 'Signed data', (reader) => new SignedData(reader, false));
  }

  /** Reads a time-stamp token: signed data that hold its information (RFC 3161, 2.4.2). */
  static parseTimeStamp(der) {
    return DerReader.read(der, maxLength, 'A time-stamp token', (reader) => new SignedData(reader, true));
  }

  /** The signature value as it stands in the data: what a time stamp of the signature is of. */
  get signatureBytes() { return this.#signature; }

  /** Why the signer did not sign this content, as an English sentence; undefined where he did. Whether he is trusted is not asked here. */
  async faultOf(content) {
    const suite = SignedDataSuite.of(this.signer.publicKey.algorithm);
    if (this.#digestAlgorithm !== suite.digestAlgorithm || !suite.signatureAlgorithms.includes(this.#signatureAlgorithm)) {
      return `${this.#digestAlgorithm} with ${this.#signatureAlgorithm} does not fit the signer's key.`;
    }

    const digest = await SignedDataSuite.hash(suite.digestAlgorithm, content);
    if (!Bytes.equal(digest, this.#attributes.messageDigest)) {
      return SignedData.otherContent;
    }

    if (!await this.#attributes.signingCertificate?.names(this.signer)) {
      return `The signed attributes don't name the certificate of ${this.signer}.`;
    }

    if (!this.signer.maySignData) {
      return `The certificate of ${this.signer} does not let its key sign.`;
    }

    return this.#faultOfSignature();
  }

  async #faultOfSignature() {
    const raw = SignatureValue.tryRead(this.#signature);
    if (!raw) {
      return 'The signature value is not well-formed.';
    }

    return await this.signer.publicKey.verify(this.#attributes.signed, raw)
      ? undefined
      : `The signature was not made with the key of ${this.signer}.`;
  }

  #readSigner(signer, isTimeStamp) {
    SignedData.#readVersion(signer, version1);
    this.signer = this.#findSigner(signer.readSequence());
    this.#digestAlgorithm = KeyIdentifiers.readDigestAlgorithm(signer, isTimeStamp);
    this.#attributes = new SignedAttributes(signer);
    this.#signatureAlgorithm = KeyIdentifiers.readAlgorithm(signer);
    this.#signature = signer.readOctetString();
    this.#readUnsigned(signer);
    signer.throwIfNotEmpty();
  }

  /**
   * RFC 5652, 5.3: what is not signed. The one attribute that is understood is the time stamp of the signature (RFC 3161, appendix A), which proves
   * itself; nothing depends on others.
   */
  #readUnsigned(signer) {
    /** DER of the time-stamp token that came with the signature; undefined where none did. */
    this.timeStamp = undefined;
    this.hasOtherUnsignedAttributes = false;
    if (!signer.hasTag(1)) {
      return;
    }

    const attributes = signer.readSetOf(DerTag.context(1));
    do {
      const attribute = attributes.readSequence();
      const isTimeStamp = attribute.readObjectIdentifier() === Oids.signatureTimeStamp;
      const values = attribute.readSetOf();
      attribute.throwIfNotEmpty();
      if (isTimeStamp && this.timeStamp === undefined) {
        this.timeStamp = values.readEncodedValue();
        this.hasOtherUnsignedAttributes ||= values.hasData;
      } else {
        this.hasOtherUnsignedAttributes = true;
      }
    } while (attributes.hasData);
  }

  // EncapsulatedContentInfo ::= SEQUENCE { eContentType, eContent [0] EXPLICIT OCTET STRING OPTIONAL }
  #readContent(body) {
    const information = body.readSequence();
    const type = information.readObjectIdentifier();
    const explicitTag = information.readSequence(DerTag.context(0));
    information.throwIfNotEmpty();
    this.content = explicitTag.readOctetString();
    explicitTag.throwIfNotEmpty();
    return type;
  }

  #findSigner(issuerAndSerialNumber) {
    const issuer = issuerAndSerialNumber.readEncodedValue();
    const serial = issuerAndSerialNumber.readIntegerBytes();
    issuerAndSerialNumber.throwIfNotEmpty();
    return this.certificates.find((certificate) =>
      Bytes.equal(certificate.issuerNameRaw, issuer) && Bytes.equal(certificate.serialNumberBytes, serial))
      ?? refuse("The signer's certificate is not in the signed data.");
  }

  static #readVersion(reader, expected) {
    const version = reader.readNumber();
    if (version !== expected) {
      refuse(`Signed data of version ${version} is not read.`);
    }
  }

  static #readCertificates(set) {
    const certificates = [];
    while (set.hasData) {
      const certificate = Certificate.parse(set.readEncodedValue());
      if (certificates.some((other) => other.equals(certificate))) {
        refuse('Signed data has a certificate twice.'); // nothing protects the set: it has one form
      }

      certificates.push(certificate);
      if (certificates.length > maxCertificates) {
        refuse('Signed data has too many certificates.');
      }
    }

    return certificates;
  }
}

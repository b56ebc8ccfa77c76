import { Bytes } from '../Encoding/Bytes.js';
import { refuse } from '../Encoding/FormatError.js';
import { DerReader } from './DerReader.js';
import { DerTag } from './DerTag.js';
import { DistinguishedName } from './DistinguishedName.js';
import { KeyIdentifiers } from './KeyIdentifiers.js';
import { RevocationEntries } from './RevocationEntries.js';
import { SignatureValue } from './SignatureValue.js';

const maxLength = 8 * 1024 * 1024;
const version2 = 1;

/**
 * A revocation list (CRL, RFC 5280, 5, version 2; GB/T 20518, 6), complete and of the certificates of its own issuer. Nothing in it
 * is believed before its signature is verified.
 */
export class RevocationList {
  #signedPart;
  #signature;
  #algorithm;
  #issuer;
  #entries = new Map();
  #knownIssuer;

  constructor(reader) {
    const outer = reader.readSequence();
    this.#signedPart = outer.peekEncodedValue();
    const body = outer.readSequence();
    this.#algorithm = KeyIdentifiers.readSignatureAlgorithm(outer);
    this.#signature = SignatureValue.read(outer.readBytesOfBitString());
    outer.throwIfNotEmpty();
    if (body.readNumber() !== version2 || KeyIdentifiers.readSignatureAlgorithm(body) !== this.#algorithm) {
      refuse('A revocation list is not of version 2, or names two signature algorithms.');
    }

    this.#issuer = new DistinguishedName(body);
    this.thisUpdate = body.readEitherTime();
    this.nextUpdate = body.readEitherTime(); // RFC 5280, 5.1.2.5: not optional
    if (this.nextUpdate <= this.thisUpdate) {
      refuse('The next list comes before this one.');
    }

    // RFC 5280, 5.1.2.6: absent where nothing is revoked, never empty.
    if (body.hasData && body.peekTag().isLike(DerTag.sequence)) {
      RevocationEntries.read(body.readSequence(), this.#entries);
    }

    RevocationEntries.readListExtensions(body);
    body.throwIfNotEmpty();
  }

  /** Reads a list; one that this code does not fully understand is refused, partial, delta and indirect lists included. */
  static parse(der) {
    return DerReader.read(der, maxLength, 'A revocation list', (reader) => new RevocationList(reader));
  }

  /** Whether the certificate's holder issued this list: name, right to sign lists, and signature; by promise. */
  async isIssuedBy(issuer) {
    if (this.#knownIssuer?.equals(issuer)) {
      return true; // a list of some megabytes is hashed once
    }

    const isIssued = Bytes.equal(issuer.subjectNameRaw, this.#issuer.raw) && issuer.maySignLists
      && issuer.publicKey.algorithm === this.#algorithm && await issuer.publicKey.verify(this.#signedPart, this.#signature);
    this.#knownIssuer = isIssued ? issuer : this.#knownIssuer;
    return isIssued;
  }

  /** The entry of a certificate of this list's issuer by its serial number in hexadecimal, or undefined where it is not revoked. */
  find(serialNumber) {
    return this.#entries.get(serialNumber);
  }
}

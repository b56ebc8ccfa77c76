import { Bytes } from '../Encoding/Bytes.js';
import { refuse } from '../Encoding/FormatError.js';
import { DerTag } from './DerTag.js';
import { Oids } from './Oids.js';
import { SigningCertificate } from './SigningCertificate.js';

const maxAttributes = 32;
const setOfTag = 0x31;

/** The attributes a signer signed (RFC 5652, 5.3 and 11). */
export class SignedAttributes {
  #values = new Map();

  constructor(reader) {
    // RFC 5652, 5.4: the signature covers the attributes under the tag of a SET OF.
    this.signed = Bytes.concat(reader.peekEncodedValue());
    this.signed[0] = setOfTag;
    const attributes = reader.readSetOf(DerTag.context(0));
    while (attributes.hasData) {
      const attribute = attributes.readSequence();
      const oid = attribute.readObjectIdentifier();
      const values = attribute.readSetOf();
      attribute.throwIfNotEmpty();
      if (this.#values.size === maxAttributes || this.#values.has(oid)) {
        refuse(`The attribute ${oid} occurs twice, or there are too many.`);
      }

      this.#values.set(oid, values);
    }

    this.contentType = this.#single(Oids.contentType, (value) => value.readObjectIdentifier());
    this.messageDigest = this.#single(Oids.messageDigest, (value) => value.readOctetString());
    this.signingCertificate = this.#values.has(Oids.signingCertificateV2)
      ? this.#single(Oids.signingCertificateV2, (value) => new SigningCertificate(value))
      : undefined;
  }

  #single(oid, read) {
    const values = this.#values.get(oid) ?? refuse(`The signed attribute ${oid} is missing.`);
    const value = read(values);
    values.throwIfNotEmpty();
    return value;
  }
}

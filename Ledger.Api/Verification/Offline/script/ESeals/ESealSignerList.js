import { DerTag } from '../Certificates/DerTag.js';
import { Oids } from '../Certificates/Oids.js';
import { Bytes } from '../Encoding/Bytes.js';
import { refuse } from '../Encoding/FormatError.js';

const certificatesType = 1;
const digestsType = 2;
const maxEntries = 64;

/** Which certificates may apply a seal (SES_CertList): the certificates themselves, or their SM3 digests. */
export class ESealSignerList {
  #holdsDigests;
  #entries = [];

  /** Reads certListType and certList. */
  constructor(reader) {
    const type = reader.readNumber();
    const list = reader.readSequence();
    this.#holdsDigests = type === digestsType;
    while (list.hasData && this.#entries.length <= maxEntries) {
      this.#entries.push(this.#holdsDigests ? ESealSignerList.#digest(list.readSequence())
        : type === certificatesType ? list.readOctetString()
        : refuse(`A seal's certificate list of type ${type} is not read.`));
    }

    if (this.count === 0 || this.count > maxEntries) {
      refuse(`A seal lists 1 to ${maxEntries} certificates.`);
    }
  }

  get count() {
    return this.#entries.length;
  }

  /** Whether the list has exactly this certificate. */
  contains(certificate) {
    const entry = this.#holdsDigests ? certificate.thumbprint : certificate.raw;
    return this.#entries.some((known) => Bytes.equal(known, entry));
  }

  // CertDigestObj ::= SEQUENCE { type PrintableString, value OCTET STRING }; makers write the type's name or its identifier.
  static #digest(entry) {
    const type = entry.readText(DerTag.printableString);
    const value = entry.readOctetString();
    entry.throwIfNotEmpty();
    return (type === 'SM3' || type === Oids.sm3) && value.length === 32
      ? value
      : refuse(`A certificate digest of type ${type} is not read.`);
  }
}

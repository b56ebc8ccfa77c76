import { Bytes } from '../Encoding/Bytes.js';
import { refuse } from '../Encoding/FormatError.js';
import { DerText } from './DerText.js';
import { Oids } from './Oids.js';

const maxAttributes = 32;
const labels = new Map([
  [Oids.commonName, 'CN'], [Oids.nameSerialNumber, 'serialNumber'], [Oids.country, 'C'], [Oids.locality, 'L'],
  [Oids.province, 'ST'], [Oids.organisation, 'O'], [Oids.organisationalUnit, 'OU'],
]);

/** A parsed X.501 name: its bytes, which is what names are compared by, and a form to show. */
export class DistinguishedName {
  #attributes = [];

  constructor(reader) {
    this.raw = reader.peekEncodedValue();
    const parts = reader.readSequence();
    while (parts.hasData) {
      const part = parts.readSetOf();
      do {
        this.#add(part.readSequence());
      } while (part.hasData);
    }

    if (this.#attributes.length === 0) {
      refuse('A name is empty.');
    }
  }

  /** The attributes as encoded, most general first, e.g. `C=CN, O=…, CN=…`. */
  get text() {
    return this.#attributes.map(({ oid, value }) => `${labels.get(oid) ?? oid}=${DistinguishedName.#escape(value)}`).join(', ');
  }

  /** The value of an attribute, or undefined. */
  find(oid) {
    return this.#attributes.find((attribute) => attribute.oid === oid)?.value;
  }

  #add(attribute) {
    const oid = attribute.readObjectIdentifier();
    const tag = attribute.peekTag();

    // RFC 4514, 2.4: what has no text form is shown as the hexadecimal of its encoding.
    const value = DerText.isText(tag) ? attribute.readText(tag) : `#${Bytes.toHex(attribute.readEncodedValue())}`;
    attribute.throwIfNotEmpty();

    // Two values would let two readers see two different holders.
    const mustBeUnique = oid === Oids.commonName || oid === Oids.nameSerialNumber;
    if (this.#attributes.length === maxAttributes || (mustBeUnique && this.find(oid) !== undefined)) {
      refuse(`A name has too many attributes of ${oid}.`);
    }

    this.#attributes.push({ oid, value });
  }

  /** Marks that reorder or hide text would let one name look like another. */
  static #escape(value) {
    return value
      .replace(/[,+=\\]/g, '\\$&')
      .replace(/[\p{Cc}\p{Cf}]/gu, (c) => `\\u${c.codePointAt(0).toString(16).padStart(4, '0')}`);
  }
}

import { Bytes } from '../Encoding/Bytes.js';
import { Sha256 } from '../Hashing/Sha256.js';

const identifierBytes = 16;

/** A whole file as its next revision stands on it (ISO 32000-1 §7.5.6): PdfBase of Ledger.Api. */
export class PdfBase {
  /** @param {{length: number, objects: number, table: number, entries: string, identifier: string, changing: string}} parts */
  constructor(parts) {
    Object.assign(this, parts);
  }

  get trailerEntries() {
    return `${this.entries}/ID[<${this.identifier}><${this.changing}>]`;
  }

  /** The changing part of the next revision: of the last one and the place; by promise. */
  async nextChanging() {
    const material = this.changing.toLowerCase() + this.length.toString(16).padStart(8, '0');
    const hash = await Sha256.hash(Bytes.fromHex(material, identifierBytes + 4));
    return Bytes.toHex(hash.subarray(0, identifierBytes)).toUpperCase();
  }
}

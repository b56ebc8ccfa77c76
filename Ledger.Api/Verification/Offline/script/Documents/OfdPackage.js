import { Bytes } from '../Encoding/Bytes.js';
import { Sm3 } from '../Hashing/Sm3.js';

const [version, utf8Names, firstDay, deflated] = [20, 1 << 11, (1 << 5) | 1, 8];
const short = (value) => [value & 0xff, value >>> 8];
const integer = (value) => [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24];

/** The one ZIP form (APPNOTE 6.3) that sealed licences have, as OfdPackage of Ledger.Api writes it: a reader writes the package again and compares. */
export class OfdPackage {
  /** The package's bytes. */
  static write(parts) {
    const files = parts.map(OfdPackage.#file);
    let offset = 0;
    const entries = parts.map((part, i) => {
      const entry = OfdPackage.#entry(part, offset);
      offset += files[i].length;
      return entry;
    });
    const directory = Bytes.concat(...entries);
    const end = Uint8Array.from([
      ...integer(0x06054b50), ...integer(0), ...short(parts.length), ...short(parts.length), ...integer(directory.length), ...integer(offset), ...short(0)]);
    return Bytes.concat(...files, directory, end);
  }

  /** SM3 of the bytes that parts take at the start of a package, their headers included. */
  static digestOf(parts) {
    return Sm3.hash(Bytes.concat(...parts.map(OfdPackage.#file)));
  }

  // Local file header, 4.3.7.
  static #file(part) {
    const header = [...integer(0x04034b50), ...short(version), ...OfdPackage.#common(part), ...short(0)];
    return Bytes.concat(Uint8Array.from(header), Bytes.ofText(part.name), part.stored);
  }

  // Central directory header, 4.3.12.
  static #entry(part, offset) {
    const header = [
      ...integer(0x02014b50), ...short(version), ...short(version), ...OfdPackage.#common(part),
      ...short(0), ...short(0), ...short(0), ...short(0), ...integer(0), ...integer(offset)];
    return Bytes.concat(Uint8Array.from(header), Bytes.ofText(part.name));
  }

  /** What both headers have in common, from flags to length of the name. */
  static #common({ isDeflated, checksum, stored, length, name }) {
    return [
      ...short(utf8Names), ...short(isDeflated ? deflated : 0), ...short(0), ...short(firstDay),
      ...integer(checksum), ...integer(stored.length), ...integer(length), ...short(Bytes.ofText(name).length)];
  }
}

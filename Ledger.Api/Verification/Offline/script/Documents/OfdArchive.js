import { FormatError } from '../Encoding/FormatError.js';
import { Bytes } from '../Encoding/Bytes.js';
import { OfdEntry } from './OfdEntry.js';
import { OfdLimits } from './OfdLimits.js';
import { rejected } from './OfdRejectedError.js';

const directoryMark = 0x02014b50;
const directoryHeader = 46;
const endMark = 0x06054b50;
const endHeader = 22;
const longestComment = 0xffff;
const [formatMask, linkMode] = [0xf000, 0xa000]; // S_IFLNK, in the upper half of the external attributes

/**
 * The files of a package. Nothing is read that two programs could read in two ways: no two files of one name, none over another, none whose
 * two headers disagree on its name; no links, no archives inside.
 */
export class OfdArchive {
  #file;
  #contents = new Map();
  #end = performance.now() + OfdLimits.milliseconds;

  /** The files in the directory's order, folders left out: `{name, isDeflated, checksum, length, stored}`. */
  parts = [];

  constructor(bytes) {
    if (bytes.length > OfdLimits.fileLength) {
      rejected('An OFD may have at most 20 MiB.');
    }

    this.#file = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#readDirectory(bytes);
  }

  /** The content of a file; undefined where there is none. Names are compared without regard to case. */
  find(name) {
    return this.#contents.get(name.toUpperCase());
  }

  checkTime() {
    if (performance.now() > this.#end) {
      rejected('Reading the OFD takes too long.');
    }
  }

  #readDirectory(bytes) {
    const file = this.#file;
    const end = this.#findEnd();
    const count = file.getUint16(end + 10, true);
    let offset = file.getUint32(end + 16, true);
    if (count !== file.getUint16(end + 8, true) || file.getUint32(end + 4, true) !== 0) {
      rejected('The package is one part of several.');
    }

    if (count > OfdLimits.entries) {
      rejected('The package has more than 1,000 files.');
    }

    let room = OfdLimits.inflatedLength;
    const places = [];
    for (let i = 0; i < count; i++) {
      this.checkTime();
      this.#require(offset + directoryHeader);
      if (file.getUint32(offset, true) !== directoryMark) {
        rejected("The package's directory is damaged.");
      }

      const nameEnd = offset + directoryHeader + file.getUint16(offset + 28, true);
      this.#require(nameEnd);
      room -= this.#readEntry(offset, bytes.subarray(offset + directoryHeader, nameEnd), room, places);
      offset = nameEnd + file.getUint16(offset + 30, true) + file.getUint16(offset + 32, true);
    }

    places.sort(([a], [b]) => a - b);
    if (places.some(([start], i) => i > 0 && start < places[i - 1][1])) {
      rejected('Two files of the package lie over one another.');
    }
  }

  /** The last record that could be the end; its comment must reach the end of the file exactly. */
  #findEnd() {
    const { byteLength } = this.#file;
    for (let at = byteLength - endHeader; at >= 0 && at >= byteLength - endHeader - longestComment; at--) {
      if (this.#file.getUint32(at, true) === endMark && at + endHeader + this.#file.getUint16(at + 20, true) === byteLength) {
        return at;
      }
    }

    return rejected('The file is no ZIP package.');
  }

  /** Reads one file; how many bytes it has. */
  #readEntry(header, rawName, room, places) {
    if ((this.#file.getUint16(header + 40, true) & formatMask) === linkMode) {
      rejected('The package contains a link.');
    }

    const entry = new OfdEntry(this.#file, header, rawName);
    places.push([entry.start, entry.end]);
    const name = OfdArchive.#nameOf(rawName);
    if (name.endsWith('/')) {
      return entry.length === 0 ? 0 : rejected('A folder of the package has content.');
    }

    const content = entry.inflate(room, () => this.checkTime());
    if (this.#contents.has(name.toUpperCase())) {
      rejected('Two files of the package have one name.');
    }

    this.#contents.set(name.toUpperCase(), content);
    this.parts.push({ name, isDeflated: entry.isDeflated, checksum: entry.checksum, length: entry.length, stored: entry.stored });
    return content.length;
  }

  /** A name as this system writes it; some programs write `\` for `/` and begin with `./`. */
  static #nameOf(raw) {
    let name;
    try {
      name = Bytes.toText(raw);
    } catch (error) {
      if (!(error instanceof FormatError)) {
        throw error;
      }

      name = String.fromCharCode(...raw); // before UTF-8 was usual; which bytes a name has is all that matters here
    }

    name = name.replaceAll('\\', '/').replace(/^\.\//, '');
    const leadsOut = name.startsWith('/') || name.includes(':') || name.replace(/\/+$/, '').split('/').some((part) => ['', '.', '..'].includes(part));
    return name.length > 0 && name.length <= OfdLimits.nameLength && !leadsOut && !/\p{Cc}/u.test(name)
      ? name : rejected('A file of the package has a name that leads out of it, or none.');
  }

  #require(end) {
    if (end > this.#file.byteLength) {
      rejected('The package points outside itself.');
    }
  }
}

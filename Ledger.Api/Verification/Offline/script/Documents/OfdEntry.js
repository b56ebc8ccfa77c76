import { Bytes } from '../Encoding/Bytes.js';
import { FormatError } from '../Encoding/FormatError.js';
import { crc32 } from './Crc32.js';
import { InflatedTooLargeError, Inflater } from './Inflater.js';
import { OfdLimits } from './OfdLimits.js';
import { rejected } from './OfdRejectedError.js';

const fileMark = 0x04034b50;
const fileHeader = 30;
const encrypted = 1;
const deflated = 8;
const archives = [
  [0x50, 0x4b, 0x03, 0x04], [0x50, 0x4b, 0x05, 0x06], [0x1f, 0x8b, 0x08], [0x37, 0x7a, 0xbc, 0xaf], [0x52, 0x61, 0x72, 0x21], [0xfd, 0x37, 0x7a, 0x58]];

/** Where one file of a package lies, by both of its headers (APPNOTE 4.3.7, 4.3.12). */
export class OfdEntry {
  /** @param {DataView} file The package.
   * @param {number} header Where the header in the directory begins.
   * @param {Uint8Array} name The name there. */
  constructor(file, header, name) {
    const method = file.getUint16(header + 10, true);
    const stored = file.getUint32(header + 20, true);
    this.checksum = file.getUint32(header + 16, true);
    this.length = file.getUint32(header + 24, true);
    this.start = file.getUint32(header + 42, true);
    this.isDeflated = method === deflated;
    if ((method !== 0 && method !== deflated) || (file.getUint16(header + 8, true) & encrypted) !== 0) {
      rejected('A file of the package is encrypted, or compressed in an unusual way.');
    }

    if (this.start + fileHeader > file.byteLength || file.getUint32(this.start, true) !== fileMark) {
      rejected("The package's directory points where no file begins.");
    }

    const ownName = file.getUint16(this.start + 26, true);
    const data = this.start + fileHeader + ownName + file.getUint16(this.start + 28, true);
    if (data + stored > file.byteLength || this.length > OfdLimits.inflatedLength) {
      rejected('A file of the package is longer than the package.');
    }

    const bytes = new Uint8Array(file.buffer, file.byteOffset, file.byteLength);
    const hasSameName = Bytes.equal(bytes.subarray(this.start + fileHeader, this.start + fileHeader + ownName), name);
    if (!hasSameName || file.getUint16(this.start + 8, true) !== method) {
      rejected('The two headers of a file of the package disagree.');
    }

    this.stored = bytes.subarray(data, data + stored);
    this.end = data + stored;
  }

  /** The content, whose length and checksum are as claimed.
   * @param {number} room The most bytes it may have.
   * @param {function(): void} checkTime Called now and then; throws when there is no more time. */
  inflate(room, checkTime) {
    const limit = Math.min(room, Math.max(OfdLimits.freelyInflated, OfdLimits.inflationRatio * this.stored.length));
    if (this.length > limit) {
      rejected('The package inflates to more than any licence has.');
    }

    const content = this.isDeflated ? this.#inflated(checkTime) : this.stored;
    if (content.length !== this.length || crc32(content) !== this.checksum) {
      rejected('A file of the package is damaged.');
    }

    return archives.some((mark) => Bytes.startsWith(content, mark)) ? rejected('The package contains another archive.') : content;
  }

  #inflated(checkTime) {
    try {
      return Inflater.inflateRaw(this.stored, this.length, checkTime);
    } catch (error) {
      const isDamaged = error instanceof FormatError || error instanceof InflatedTooLargeError;
      throw isDamaged ? rejected('A file of the package is damaged.') : error;
    }
  }
}

import { Bytes } from '../Encoding/Bytes.js';
import { refuse } from '../Encoding/FormatError.js';
import { adler32 } from './Adler32.js';
import { BitReader } from './BitReader.js';
import { HuffmanCode } from './HuffmanCode.js';

// RFC 1951, 3.2.5 and 3.2.7
const lengthBase = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const lengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceBase = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
  6145, 8193, 12289, 16385, 24577];
const distanceBits = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const orderOfLengths = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const endOfBlock = 256;

/** Inflates zlib data (RFC 1950, RFC 1951) up to a limit. */
export class Inflater {
  #bits;
  #limit;
  #output = new Uint8Array(64 * 1024);
  #length = 0;

  constructor(deflated, limit) {
    this.#bits = new BitReader(deflated);
    this.#limit = limit;
  }

  /** The inflated bytes.
   * @param {Uint8Array} zlib Header, compressed data and check value.
   * @param {number} limit The most bytes that may come out.
   * @param {function(): void} checkTime Called at every block; throws when reading takes too long. */
  static inflate(zlib, limit, checkTime) {
    // RFC 1950, 2.2: deflate with a window of at most 32 KiB, no preset dictionary.
    const [method, flags] = zlib;
    if (zlib.length < 6 || (method & 0x0f) !== 8 || method >> 4 > 7 || (method * 256 + flags) % 31 !== 0 || (flags & 0x20) !== 0) {
      refuse('This is not zlib data.');
    }

    const inflater = new Inflater(zlib.subarray(2), limit);
    inflater.#blocks(checkTime);
    const output = inflater.#output.subarray(0, inflater.#length);
    const isWhole = Number(Bytes.toNumber(inflater.#bits.takeBytes(4))) === adler32(output) && inflater.#bits.isAtEnd;
    return isWhole ? output : refuse('The check value of the data is wrong, or does not end them.');
  }

  /** The same of compressed data alone, as ZIP has them (RFC 1951); nothing may follow them. */
  static inflateRaw(deflated, limit, checkTime) {
    const inflater = new Inflater(deflated, limit);
    inflater.#blocks(checkTime);
    return inflater.#bits.isAtEnd ? inflater.#output.subarray(0, inflater.#length) : refuse('Something follows the compressed data.');
  }

  #blocks(checkTime) {
    let isLast = false;
    while (!isLast) {
      checkTime();
      isLast = this.#bits.take(1) === 1;
      switch (this.#bits.take(2)) {
        case 0: this.#stored(); break;
        case 1: this.#compressed(...Inflater.#fixedCodes()); break;
        case 2: this.#compressed(...this.#dynamicCodes()); break;
        default: refuse('A block is of an unknown type.');
      }
    }
  }

  /** RFC 1951, 3.2.4. */
  #stored() {
    const [low, high, notLow, notHigh] = this.#bits.takeBytes(4);
    if ((low ^ notLow) !== 0xff || (high ^ notHigh) !== 0xff) {
      refuse('A stored block has a wrong length.');
    }

    for (const octet of this.#bits.takeBytes(low + 256 * high)) {
      this.#put(octet);
    }
  }

  #compressed(literals, distances) {
    for (;;) {
      const symbol = literals.read(this.#bits);
      if (symbol === endOfBlock) {
        return;
      }

      if (symbol < endOfBlock) {
        this.#put(symbol);
      } else {
        this.#repeat(symbol - endOfBlock - 1, distances);
      }
    }
  }

  #repeat(lengthCode, distances) {
    const base = lengthBase[lengthCode] ?? refuse('A length is of an unknown code.');
    const length = base + this.#bits.take(lengthBits[lengthCode]);
    const code = distances.read(this.#bits);
    const distance = (distanceBase[code] ?? refuse('A distance is of an unknown code.')) + this.#bits.take(distanceBits[code]);
    if (distance > this.#length) {
      refuse('A distance leads before the beginning.');
    }

    for (let i = 0; i < length; i++) {
      this.#put(this.#output[this.#length - distance]);
    }
  }

  #put(octet) {
    if (this.#length === this.#limit) {
      throw new InflatedTooLargeError();
    }

    if (this.#length === this.#output.length) {
      const wider = new Uint8Array(2 * this.#length);
      wider.set(this.#output);
      this.#output = wider;
    }

    this.#output[this.#length++] = octet;
  }

  /** RFC 1951, 3.2.6. */
  static #fixedCodes() {
    const literals = Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8));
    return [new HuffmanCode(literals, false), new HuffmanCode(new Array(32).fill(5), false)];
  }

  /** RFC 1951, 3.2.7. */
  #dynamicCodes() {
    const [literalCount, distanceCount, lengthCount] = [this.#bits.take(5) + 257, this.#bits.take(5) + 1, this.#bits.take(4) + 4];
    if (literalCount > 286 || distanceCount > 30) {
      refuse('A block has too many codes.');
    }

    const lengthsOfLengths = new Array(19).fill(0);
    orderOfLengths.slice(0, lengthCount).forEach((place) => { lengthsOfLengths[place] = this.#bits.take(3); });
    const lengths = this.#codeLengths(new HuffmanCode(lengthsOfLengths, false), literalCount + distanceCount);
    if (lengths[endOfBlock] === 0) {
      refuse('A block cannot end.');
    }

    return [new HuffmanCode(lengths.slice(0, literalCount), true), new HuffmanCode(lengths.slice(literalCount), true)];
  }

  #codeLengths(code, count) {
    const lengths = [];
    while (lengths.length < count) {
      const symbol = code.read(this.#bits);
      const [value, times] = symbol < 16 ? [symbol, 1]
        : symbol === 16 ? [lengths.at(-1) ?? refuse('There is no length to repeat.'), 3 + this.#bits.take(2)]
        : [0, symbol === 17 ? 3 + this.#bits.take(3) : 11 + this.#bits.take(7)];
      lengths.push(...new Array(times).fill(value));
    }

    return lengths.length === count ? lengths : refuse('A block has too many code lengths.');
  }
}

/** More comes out than the limit allows. */
export class InflatedTooLargeError extends Error {}

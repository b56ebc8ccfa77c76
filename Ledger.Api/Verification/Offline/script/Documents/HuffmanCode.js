import { refuse } from '../Encoding/FormatError.js';

const longestCode = 15;

/** A Huffman code by the lengths of its symbols' codes (RFC 1951, 3.2.2). */
export class HuffmanCode {
  #counts = new Uint16Array(longestCode + 1);
  #symbols;

  /** @param {ArrayLike<number>} lengths For each symbol the length of its code in bits; 0 for a symbol that does not occur.
   * @param {boolean} mayBeSingle Whether a single code of one bit, or none at all, is let pass: for distances it is. */
  constructor(lengths, mayBeSingle) {
    for (const length of lengths) {
      this.#counts[length]++;
    }

    let [left, used] = [1, 0];
    const offsets = new Uint16Array(longestCode + 2);
    for (let length = 1; length <= longestCode; length++) {
      left = 2 * left - this.#counts[length];
      used += this.#counts[length];
      offsets[length + 1] = offsets[length] + this.#counts[length];
      if (left < 0) {
        refuse('A Huffman code has too many codes.');
      }
    }

    if (left > 0 && !(mayBeSingle && (used === 0 || (used === 1 && this.#counts[1] === 1)))) {
      refuse('A Huffman code is not complete.');
    }

    this.#symbols = new Uint16Array(used);
    lengths.forEach((length, symbol) => {
      if (length > 0) {
        this.#symbols[offsets[length]++] = symbol;
      }
    });
  }

  /** The next symbol; codes come with their first bit first. */
  read(bits) {
    let [code, first, index] = [0, 0, 0];
    for (let length = 1; length <= longestCode; length++) {
      code |= bits.take(1);
      const count = this.#counts[length];
      if (code - first < count) {
        return this.#symbols[index + code - first];
      }

      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }

    return refuse('Compressed data has a code that stands for nothing.');
  }
}

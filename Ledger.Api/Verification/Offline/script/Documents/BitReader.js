import { refuse } from '../Encoding/FormatError.js';

/** Takes bits from bytes, the lowest first (RFC 1951, 3.1.1). */
export class BitReader {
  #bytes;
  #position = 0;
  #held = 0;
  #count = 0;

  constructor(bytes) {
    this.#bytes = bytes;
  }

  /** The next 0 to 16 bits as a number. */
  take(count) {
    while (this.#count < count) {
      this.#held |= this.#next() << this.#count;
      this.#count += 8;
    }

    const value = this.#held & ((1 << count) - 1);
    this.#held >>>= count;
    this.#count -= count;
    return value;
  }

  /** Drops what is left of the byte that was begun, and takes whole bytes. */
  takeBytes(length) {
    [this.#held, this.#count] = [0, 0];
    if (length > this.#bytes.length - this.#position) {
      refuse('Compressed data ends too early.');
    }

    this.#position += length;
    return this.#bytes.subarray(this.#position - length, this.#position);
  }

  /** Whether no byte is left. */
  get isAtEnd() {
    return this.#position === this.#bytes.length;
  }

  #next() {
    return this.#bytes[this.#position++] ?? refuse('Compressed data ends too early.');
  }
}

import { Bytes } from '../Encoding/Bytes.js';
import { refuse } from '../Encoding/FormatError.js';

const greatestIndex = 2n ** 63n - 1n;
const lastMillisecond = 253402300799999n; // 9999-12-31T23:59:59.999Z

/** Reads the fixed fields of a leaf one after the other; big-endian throughout. */
export class LeafReader {
  #kind;
  #rest;

  constructor(kind, magic, leaf, length) {
    if (leaf.length !== length || !Bytes.startsWith(leaf, Bytes.ofText(magic))) {
      refuse(`${kind} has ${length} bytes and begins with its magic.`);
    }

    this.#kind = kind;
    this.#rest = leaf.subarray(magic.length);
  }

  byte() {
    return this.#take(1)[0];
  }

  digest() {
    return this.#take(32);
  }

  /** As BigInt. */
  uint64() {
    return Bytes.toNumber(this.#take(8));
  }

  /** As BigInt below 2^63. */
  index() {
    const value = this.uint64();
    return value <= greatestIndex ? value : refuse(`${this.#kind} has an index of 2^63 or more.`);
  }

  /** Milliseconds since 1970, at most the year 9999. */
  time() {
    const value = this.uint64();
    return value <= lastMillisecond ? Number(value) : refuse(`${this.#kind} has a time after the year 9999.`);
  }

  #take(length) {
    const field = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    return field;
  }
}

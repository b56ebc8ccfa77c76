import { Bytes } from './Bytes.js';
import { StrictJsonError } from './StrictJsonError.js';
import { StrictJsonString } from './StrictJsonString.js';

const whiteSpace = new Set([0x20, 0x09, 0x0d, 0x0a]);
const isDigit = (octet) => octet >= 0x30 && octet <= 0x39;

/**
 * Reads JSON of which every two readers see the same: RFC 8259 without names that occur twice, fractions, exponents, nulls,
 * lone surrogates and byte order marks. Objects become Maps in the order of the text, arrays arrays, integers numbers.
 */
export class StrictJson {
  #text;
  #maxDepth;
  #path = [];
  #position = 0;

  constructor(text, maxDepth) {
    this.#text = text;
    this.#maxDepth = maxDepth;
  }

  /** Reads one object and nothing after it but white space.
   * @param {Uint8Array} utf8 The text.
   * @param {number} maxBytes Its greatest length.
   * @param {number} maxDepth Arrays and objects inside one another. */
  static parseObject(utf8, maxBytes, maxDepth = 32) {
    if (utf8.length > maxBytes) {
      throw new StrictJsonError('TooLarge', '');
    }

    if (Bytes.startsWith(utf8, [0xef, 0xbb, 0xbf])) {
      throw new StrictJsonError('ByteOrderMark', '');
    }

    const reader = new StrictJson(utf8, maxDepth);
    const value = reader.#value();
    reader.#skipWhiteSpace();
    if (reader.#position !== utf8.length) {
      throw reader.#refused('TrailingData');
    }

    return value instanceof Map ? value : reader.#throw('WrongKind');
  }

  #value() {
    this.#skipWhiteSpace();
    switch (String.fromCharCode(this.#peek())) {
      case '{': return this.#object();
      case '[': return this.#array();
      case '"': return this.#string();
      case 't': this.#expect('true'); return true;
      case 'f': this.#expect('false'); return false;
      case 'n': this.#expect('null'); return this.#throw('NullValue');
      default: return this.#integer();
    }
  }

  #object() {
    const members = new Map();
    const names = new Set();
    this.#open('{');
    if (this.#tryTake('}')) {
      return members;
    }

    do {
      this.#skipWhiteSpace();
      const name = this.#string();
      this.#path.push(name);
      if (names.has(name.toUpperCase())) {
        throw this.#refused('DuplicateName');
      }

      names.add(name.toUpperCase());
      this.#skipWhiteSpace();
      this.#expect(':');
      members.set(name, this.#value());
      this.#path.pop();
    } while (this.#tryTake(','));
    this.#skipWhiteSpace();
    this.#expect('}');
    return members;
  }

  #array() {
    const items = [];
    this.#open('[');
    if (this.#tryTake(']')) {
      return items;
    }

    do {
      this.#path.push(items.length);
      items.push(this.#value());
      this.#path.pop();
    } while (this.#tryTake(','));
    this.#skipWhiteSpace();
    this.#expect(']');
    return items;
  }

  #open(bracket) {
    if (this.#path.length >= this.#maxDepth) {
      throw this.#refused('TooDeep');
    }

    this.#expect(bracket);
  }

  #string() {
    if (this.#peek() !== 0x22) {
      throw this.#refused('Syntax');
    }

    const { value, length, error } = StrictJsonString.read(this.#text, this.#position + 1);
    if (error) {
      throw this.#refused(error);
    }

    this.#position += 1 + length;
    return value;
  }

  /** An integer up to ±(2^53−1), in its one form. */
  #integer() {
    const start = this.#position;
    const isNegative = this.#peek() === 0x2d;
    this.#position += isNegative ? 1 : 0;
    const first = this.#position;
    while (isDigit(this.#peek())) {
      this.#position++;
    }

    const digits = this.#position - first;
    const isZero = this.#text[first] === 0x30;
    if (digits === 0 || (digits > 1 && isZero)) {
      throw this.#refused('Syntax');
    }

    if ('.eE'.includes(String.fromCharCode(this.#peek())) || (isNegative && isZero)) {
      throw this.#refused('NotAnInteger');
    }

    const value = Number(Bytes.toText(this.#text.subarray(start, this.#position)));
    return Number.isSafeInteger(value) ? value : this.#throw('NumberOutOfRange');
  }

  #tryTake(wanted) {
    this.#skipWhiteSpace();
    const found = this.#peek() === wanted.charCodeAt(0);
    this.#position += found ? 1 : 0;
    return found;
  }

  #expect(token) {
    if (!Bytes.startsWith(this.#text, Bytes.ofText(token), this.#position)) {
      throw this.#refused('Syntax');
    }

    this.#position += token.length;
  }

  #skipWhiteSpace() {
    while (whiteSpace.has(this.#text[this.#position])) {
      this.#position++;
    }
  }

  /** The next byte, or 0 at the end, which begins nothing. */
  #peek() {
    return this.#text[this.#position] ?? 0;
  }

  #refused(code) {
    return new StrictJsonError(code, this.#path.reduce(StrictJsonError.append, ''));
  }

  #throw(code) {
    throw this.#refused(code);
  }
}

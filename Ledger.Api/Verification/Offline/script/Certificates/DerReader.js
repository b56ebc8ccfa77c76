import { Bytes } from '../Encoding/Bytes.js';
import { refuse } from '../Encoding/FormatError.js';
import { DerTag } from './DerTag.js';
import { DerText } from './DerText.js';
import { DerTime } from './DerTime.js';

const greatestNumber = 0x7fffffffn;
const firstYearAfterUtcTime = Date.UTC(2050, 0, 1);

/** Reads DER (X.690, 10 and 11) value by value; whatever BER allows beyond it is refused. */
export class DerReader {
  #rest;

  constructor(bytes) {
    this.#rest = bytes;
  }

  /** Reads exactly one value; nothing may follow it. */
  static read(der, maxLength, what, read) {
    if (der.length > maxLength) {
      refuse(`${what} has ${der.length} bytes; at most ${maxLength} are read.`);
    }

    const reader = new DerReader(der);
    const value = read(reader);
    reader.throwIfNotEmpty();
    return value;
  }

  get hasData() {
    return this.#rest.length > 0;
  }

  throwIfNotEmpty() {
    if (this.hasData) {
      refuse('A DER value has more in it than it should.');
    }
  }

  peekTag() {
    return this.#head().tag;
  }

  /** Whether there is a next value and it has the context-specific tag `[number]`. */
  hasTag(number) {
    return this.hasData && this.peekTag().isLike(DerTag.context(number));
  }

  /** The next value as it stands, tag and length included. */
  peekEncodedValue() {
    const { start, length } = this.#head();
    return this.#rest.subarray(0, start + length);
  }

  readEncodedValue() {
    const value = this.peekEncodedValue();
    this.#rest = this.#rest.subarray(value.length);
    return value;
  }

  readSequence(tag = DerTag.sequence) {
    return new DerReader(this.#content(tag));
  }

  /** X.690, 11.6: the elements of a SET OF stand in ascending order. */
  readSetOf(tag = DerTag.set) {
    const content = this.#content(tag);
    const elements = new DerReader(content);
    let before = new Uint8Array(0);
    while (elements.hasData) {
      const element = elements.readEncodedValue();
      before = Bytes.compare(before, element) <= 0 ? element : refuse('A set is not in order.');
    }

    return new DerReader(content);
  }

  /** The contents of an INTEGER, in the fewest bytes (X.690, 8.3.2). */
  readIntegerBytes(tag = DerTag.integer) {
    const bytes = this.#content(tag);
    const isShortest = bytes.length === 1 || (bytes.length > 1 && bytes[0] !== (bytes[1] < 0x80 ? 0x00 : 0xff));
    return isShortest ? bytes : refuse('An integer is longer than it need be.');
  }

  /** An INTEGER from 0 to 2^31 − 1. */
  readNumber(tag = DerTag.integer) {
    const bytes = this.readIntegerBytes(tag);
    return bytes[0] < 0x80 && bytes.length <= 4 && Bytes.toNumber(bytes) <= greatestNumber
      ? Number(Bytes.toNumber(bytes))
      : refuse('An integer is out of range.');
  }

  /** A BOOLEAN DEFAULT FALSE; DER leaves the default out (X.690, 11.5) and writes true as 0xff (11.1). */
  readFlag() {
    if (!this.hasData || !this.peekTag().isLike(DerTag.boolean)) {
      return false;
    }

    return Bytes.equal(this.#content(DerTag.boolean), [0xff]) || refuse('A default value is written out, or a flag is malformed.');
  }

  readNull() {
    return this.#content(DerTag.null).length === 0 || refuse('A NULL has contents.');
  }

  readOctetString() {
    return this.#content(DerTag.octetString);
  }

  /** A BIT STRING; unused bits are zero (X.690, 11.2.1). */
  readBitString() {
    const content = this.#content(DerTag.bitString);
    const [unusedBits, bytes] = [content[0] ?? 8, content.subarray(1)];
    const isGood = unusedBits < 8 && (bytes.length > 0 || unusedBits === 0) && ((bytes.at(-1) ?? 0) & ((1 << unusedBits) - 1)) === 0;
    return isGood ? { unusedBits, bytes } : refuse('A bit string is malformed.');
  }

  readBytesOfBitString() {
    const { unusedBits, bytes } = this.readBitString();
    return unusedBits === 0 ? bytes : refuse('A bit string does not hold whole bytes.');
  }

  /** Named bits as a number, bit 0 the lowest; without trailing zero bits (X.690, 11.2.2), at most 32. */
  readNamedBits() {
    const { unusedBits, bytes } = this.readBitString();
    if (bytes.length > 4 || (bytes.length > 0 && ((bytes.at(-1) >> unusedBits) & 1) === 0)) {
      refuse('A list of named bits is malformed.');
    }

    return bytes.reduce((bits, octet, i) => {
      const reversed = [0, 1, 2, 3, 4, 5, 6, 7].reduce((sum, bit) => sum | (((octet >> (7 - bit)) & 1) << bit), 0);
      return bits + reversed * 2 ** (8 * i);
    }, 0);
  }

  /** X.690, 8.19: each part in the fewest bytes. */
  readObjectIdentifier() {
    const parts = [];
    let [part, isWithin] = [0n, false];
    for (const octet of this.#content(DerTag.objectIdentifier)) {
      if (!isWithin && octet === 0x80) {
        refuse('An object identifier is malformed.');
      }

      part = (part << 7n) | BigInt(octet & 0x7f);
      isWithin = octet >= 0x80;
      if (!isWithin) {
        parts.push(part);
        part = 0n;
      }
    }

    if (isWithin || parts.length === 0) {
      refuse('An object identifier is malformed.');
    }

    const root = parts[0] < 80n ? parts[0] / 40n : 2n;
    return [root, parts[0] - 40n * root, ...parts.slice(1)].join('.');
  }

  /** A character string of the type of a tag. */
  readText(tag) {
    return DerText.read(tag, this.#content(tag));
  }

  /** Milliseconds since 1970. */
  readUtcTime() {
    return DerTime.readUtc(this.#content(DerTag.utcTime));
  }

  /** A Time of certificates and revocation lists (RFC 5280, 4.1.2.5): UTCTime through 2049, GeneralizedTime from 2050. */
  readEitherTime() {
    if (this.peekTag().isLike(DerTag.utcTime)) {
      return this.readUtcTime();
    }

    const time = this.readTime();
    return time >= firstYearAfterUtcTime ? time : refuse('A date before 2050 is not a UTCTime.');
  }

  /** Milliseconds since 1970; fractions of a second may stand in it, without trailing zeros (X.690, 11.7). */
  readFractionalTime() {
    return DerTime.readFractional(this.#content(DerTag.generalizedTime));
  }

  /** Milliseconds since 1970, in whole seconds. */
  readTime() {
    return DerTime.readGeneralized(this.#content(DerTag.generalizedTime));
  }

  #content(expected) {
    const { tag, start, length } = this.#head();
    if (!tag.isLike(expected) || tag.isConstructed !== expected.isConstructed) {
      refuse('A DER value has another tag than it should.');
    }

    const content = this.#rest.subarray(start, start + length);
    this.#rest = this.#rest.subarray(start + length);
    return content;
  }

  #head() {
    const bytes = this.#rest;
    const first = bytes[0] ?? refuse('A DER value ends too early.');
    let [number, at] = [first & 0x1f, 1];
    if (number === 0x1f) {
      // X.690, 8.1.2.4: in the fewest bytes, and only where one byte has no room.
      [number, at] = this.#longNumber();
    }

    const [length, start] = this.#length(at);
    if (length > bytes.length - start) {
      refuse('A DER value ends too early.');
    }

    return { tag: new DerTag(first >> 6, number, (first & 0x20) !== 0), start, length };
  }

  #longNumber() {
    let number = 0;
    for (let at = 1; at < 6; at++) {
      const octet = this.#rest[at] ?? refuse('A DER tag ends too early.');
      number = number * 128 + (octet & 0x7f);
      if (number === 0) {
        break;
      }

      if (octet < 0x80) {
        return number >= 0x1f && number <= 0x7fffffff ? [number, at + 1] : refuse('A DER tag is malformed.');
      }
    }

    return refuse('A DER tag is malformed.');
  }

  /** X.690, 10.1: definite, in the fewest bytes. */
  #length(at) {
    const first = this.#rest[at] ?? refuse('A DER length is missing.');
    const count = first & 0x7f;
    if (first < 0x80) {
      return [first, at + 1];
    }

    const bytes = this.#rest.subarray(at + 1, at + 1 + count);
    const length = Number(Bytes.toNumber(bytes));
    return count > 0 && count <= 4 && bytes.length === count && bytes[0] !== 0 && length >= 0x80
      ? [length, at + 1 + count]
      : refuse('A DER length is malformed.');
  }
}

import { refuse } from './FormatError.js';

const maxVarintLength = 10;
const wireType = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 };
const cutOff = 'A Protobuf message ends within a value.';

/**
 * Reads one Protobuf message without the Protobuf library. Strict: shortest varints, fields in order of their numbers, no
 * groups, so that nobody can hide a second value where another reader takes the first.
 */
export class ProtobufReader {
  #message;
  #position = 0;

  constructor(message) {
    this.#message = message;
  }

  /** The one occurrence of a length-delimited field; empty where there is none. Everything else must be well-formed. */
  static field(message, wanted) {
    const reader = new ProtobufReader(message);
    let [found, last] = [undefined, 0];
    while (reader.#position < message.length) {
      const tag = reader.#varint();
      const [number, type] = [Number(tag >> 3n), Number(tag & 7n)];
      if (!Object.values(wireType).includes(type) || tag >> 3n === 0n || tag >> 3n > 0x1fffffffn || number < last) {
        refuse('A Protobuf message has a malformed tag, a group, or fields out of order.');
      }

      last = number;
      const value = reader.#value(type);
      if (number === wanted) {
        found = found === undefined && type === wireType.bytes ? value : refuse(`Field ${wanted} stands twice or is no message.`);
      }
    }

    return found ?? new Uint8Array(0);
  }

  #value(type) {
    switch (type) {
      case wireType.varint: return this.#varint();
      case wireType.fixed64: return this.#take(8);
      case wireType.fixed32: return this.#take(4);
      default: return this.#take(this.#varint());
    }
  }

  #varint() {
    let value = 0n;
    for (let i = 0; i < maxVarintLength; i++) {
      const octet = this.#take(1)[0];
      value |= BigInt(octet & 0x7f) << BigInt(7 * i);
      if (octet < 0x80) {
        // No leading zeros, and only bit 63 is left for the tenth byte.
        const isShortest = i === 0 || octet !== 0;
        return isShortest && (i < maxVarintLength - 1 || octet <= 1)
          ? value
          : refuse('A Protobuf integer is longer than it need be or than 64 bits.');
      }
    }

    return refuse(cutOff);
  }

  #take(length) {
    if (length > this.#message.length - this.#position) {
      refuse(cutOff);
    }

    const start = this.#position;
    this.#position += Number(length);
    return this.#message.subarray(start, this.#position);
  }
}

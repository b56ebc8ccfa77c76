import { refuse } from './FormatError.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What is done with byte strings (Uint8Array) everywhere. Nothing here is secret, so nothing runs in constant time. */
export class Bytes {
  /** All parts in one piece. */
  static concat(...parts) {
    const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }

    return whole;
  }

  static equal(a, b) {
    return a.length === b.length && a.every((octet, i) => octet === b[i]);
  }

  /** Order of byte strings, the first difference deciding; negative, zero or positive. */
  static compare(a, b) {
    const shorter = Math.min(a.length, b.length);
    for (let i = 0; i < shorter; i++) {
      if (a[i] !== b[i]) {
        return a[i] - b[i];
      }
    }

    return a.length - b.length;
  }

  static startsWith(bytes, prefix, at = 0) {
    return bytes.length - at >= prefix.length && prefix.every((octet, i) => octet === bytes[at + i]);
  }

  /** Lower-case hexadecimal. */
  static toHex(bytes) {
    return Array.from(bytes, (octet) => octet.toString(16).padStart(2, '0')).join('');
  }

  /** Reads lower-case hexadecimal of exactly `length` bytes. */
  static fromHex(text, length) {
    if (text.length !== 2 * length || !/^[0-9a-f]*$/.test(text)) {
      refuse(`${length} bytes are written as ${2 * length} lower-case hexadecimal characters.`);
    }

    return Uint8Array.from({ length }, (_, i) => parseInt(text.slice(2 * i, 2 * i + 2), 16));
  }

  static ofText(text) {
    return encoder.encode(text);
  }

  /** Strict UTF-8; a byte order mark is a character like any other. */
  static toText(bytes) {
    try {
      return decoder.decode(bytes);
    } catch {
      return refuse('These bytes are not UTF-8.');
    }
  }

  /** A big-endian number of any length, as BigInt. */
  static toNumber(bytes) {
    return bytes.length === 0 ? 0n : BigInt(`0x${Bytes.toHex(bytes)}`);
  }

  /** A BigInt from 0 as big-endian bytes of a length that holds it. */
  static ofNumber(value, length) {
    return Bytes.fromHex(value.toString(16).padStart(2 * length, '0'), length);
  }
}

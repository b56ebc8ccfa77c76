import { Bytes } from './Bytes.js';

const escapes = new Map([['"', '"'], ['\\', '\\'], ['/', '/'], ['b', '\b'], ['f', '\f'], ['n', '\n'], ['r', '\r'], ['t', '\t']]);
const isHigh = (unit) => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit) => unit >= 0xdc00 && unit <= 0xdfff;

/** Reads the inside of one JSON string, up to and with its closing quotation mark (RFC 8259, 7). */
export class StrictJsonString {
  /** @returns {{value?: string, length?: number, error?: string}} Either the string and the bytes it takes, or why there is none. */
  static read(text, start) {
    const parts = [];
    let position = start;
    for (;;) {
      const plain = position;
      while (position < text.length && text[position] >= 0x20 && text[position] !== 0x22 && text[position] !== 0x5c) {
        position++;
      }

      if (position === text.length) {
        return { error: 'Syntax' };
      }

      try {
        parts.push(Bytes.toText(text.subarray(plain, position)));
      } catch {
        return { error: 'InvalidUtf8' };
      }

      if (text[position] === 0x22) {
        return { value: parts.join(''), length: position + 1 - start };
      }

      const escape = text[position] === 0x5c ? StrictJsonString.#escape(text, position) : { error: 'Syntax' };
      if (escape.error) {
        return escape;
      }

      parts.push(escape.value);
      position += escape.length;
    }
  }

  static #escape(text, position) {
    const short = escapes.get(String.fromCharCode(text[position + 1] ?? 0));
    if (short !== undefined) {
      return { value: short, length: 2 };
    }

    const unit = StrictJsonString.#unit(text, position);
    if (unit === undefined) {
      return { error: 'Syntax' };
    }

    if (!isHigh(unit) && !isLow(unit)) {
      return { value: String.fromCharCode(unit), length: 6 };
    }

    const low = isHigh(unit) ? StrictJsonString.#unit(text, position + 6) : undefined;
    return low !== undefined && isLow(low) ? { value: String.fromCharCode(unit, low), length: 12 } : { error: 'LoneSurrogate' };
  }

  /** One `\uXXXX`. */
  static #unit(text, position) {
    const token = String.fromCharCode(...text.subarray(position, position + 6));
    return /^\\u[0-9a-fA-F]{4}$/.test(token) ? parseInt(token.slice(2), 16) : undefined;
  }
}

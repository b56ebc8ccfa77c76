import { refuse } from './FormatError.js';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Map(Array.from(alphabet, (character, value) => [character, value]));

/** Standard base64 with padding, of which every byte string has exactly one form (RFC 4648, 3.5). */
export class CanonicalBase64 {
  /** Reads the one form of some bytes; white space, missing padding and non-zero trailing bits are refused. */
  static decode(text) {
    const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
    if (text.length % 4 !== 0) {
      refuse('This is not base64.');
    }

    const bytes = new Uint8Array((text.length / 4) * 3 - padding);
    let [held, bits, at] = [0, 0, 0];
    for (let i = 0; i < text.length - padding; i++) {
      const value = values.get(text[i]) ?? refuse('This is not base64.');
      held = ((held << 6) | value) & 0xffffff;
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        bytes[at++] = (held >> bits) & 0xff;
      }
    }

    return (held & ((1 << bits) - 1)) === 0 ? bytes : refuse('This base64 is not in its canonical form.');
  }

  static encode(bytes) {
    return btoa(Array.from(bytes, (octet) => String.fromCharCode(octet)).join(''));
  }

  /** Reads the 44 characters of a digest. */
  static digest(text) {
    const digest = CanonicalBase64.decode(text);
    return digest.length === 32 ? digest : refuse('A digest is written as 44 characters of canonical base64.');
  }
}

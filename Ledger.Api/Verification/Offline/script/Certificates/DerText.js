import { Bytes } from '../Encoding/Bytes.js';
import { refuse } from '../Encoding/FormatError.js';
import { DerTag } from './DerTag.js';

const latin = (bytes) => Array.from(bytes, (octet) => String.fromCharCode(octet)).join('');

/** The character strings that certificates and seals use (X.680, 41). */
export class DerText {
  static isText(tag) {
    return [DerTag.utf8String, DerTag.printableString, DerTag.ia5String, DerTag.bmpString].some((type) => type.isLike(tag));
  }

  static read(tag, bytes) {
    switch (tag.number) {
      case DerTag.utf8String.number: return Bytes.toText(bytes);
      case DerTag.bmpString.number: return DerText.#bmp(bytes);
      case DerTag.printableString.number: return DerText.#matching(/^[A-Za-z0-9 '()+,\-./:=?]*$/, bytes);
      default: return DerText.#matching(/^[\x00-\x7f]*$/, bytes);
    }
  }

  static #matching(allowed, bytes) {
    const text = latin(bytes);
    return allowed.test(text) ? text : refuse('A text has a character that its type does not have.');
  }

  /** Two bytes a character, of the basic plane only. */
  static #bmp(bytes) {
    const units = Array.from({ length: Math.floor(bytes.length / 2) }, (_, i) => bytes[2 * i] * 256 + bytes[2 * i + 1]);
    const isGood = bytes.length % 2 === 0 && units.every((unit) => unit < 0xd800 || unit > 0xdfff);
    return isGood ? units.map((unit) => String.fromCharCode(unit)).join('') : refuse('A text has a character that its type does not have.');
  }
}

import { otherWay } from './PdfRejectedError.js';

const pair = /^<([0-9A-Fa-f]{4})><([0-9A-Fa-f]{4})([0-9A-Fa-f]{4})?>$/;
const unit = (hex) => String.fromCharCode(parseInt(hex, 16));

/** Which character each code of a font stands for: a ToUnicode table in the one form our writer gives it (ISO 32000-1 §9.10.3). */
export class PdfUnicodeMap {
  #characters = new Map();

  constructor(table) {
    let isInside = false;
    for (const line of new TextDecoder('latin1').decode(table).split('\n')) {
      if (line.endsWith('beginbfchar') || line === 'endbfchar') {
        isInside = line !== 'endbfchar';
      } else if (isInside) {
        this.#add(line);
      } else if (line.includes('bfrange')) {
        otherWay('a font maps characters in another way');
      }
    }
  }

  /** The character of a code. */
  characterOf(code) {
    return this.#characters.get(code) ?? otherWay('a character has no meaning');
  }

  #add(line) {
    const [, code, first, second] = pair.exec(line) ?? otherWay('a font maps characters in another way');
    const number = parseInt(code, 16);
    if (this.#characters.has(number)) {
      otherWay('a code stands for two characters');
    }

    this.#characters.set(number, unit(first) + (second === undefined ? '' : unit(second)));
  }
}

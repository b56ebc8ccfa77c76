import { otherWay } from './PdfRejectedError.js';

const silent = new Set(['m', 'l', 'c', 'h', 're', 'f', 'S', 'rg', 'RG', 'w', 'gs', 'q', 'Q', 'cm', 'Do', 'BT', 'ET', 'Tc', 'Td']);
const replaced = /^<<\/ActualText<FEFF(.*)>>>$/s;
const mostOperands = 8;

/**
 * Walks through a content stream of our writer (ISO 32000-1 §7.8.2) and notes what is shown. Text is only ever painted: an operator that
 * would hide, clip, turn or repeat something is unknown here and refused.
 */
export class PdfContentParser {
  #content;
  #fonts;
  #open = [];
  #text = '';
  #said;
  #font;
  #at = 0;

  /** @param {Uint8Array} content The stream, inflated.
   * @param {Map<string, PdfUnicodeMap>} fonts The fonts of the page by their names. */
  constructor(content, fonts) {
    this.#content = new TextDecoder('latin1').decode(content);
    this.#fonts = fonts;
  }

  /** Adds what the stream shows: `{tag, text, said}`, the last undefined where no text is given for it. */
  readInto(elements) {
    let operands = [];
    for (let token = this.#next(); token !== undefined; token = this.#next()) {
      if (/^[A-Za-z]/.test(token)) {
        this.#apply(token, operands, elements);
        operands = [];
      } else if (operands.length < mostOperands) {
        operands.push(token);
      } else {
        otherWay('an operator has too many operands');
      }
    }

    if (this.#open.length > 0) {
      otherWay('an element does not end');
    }
  }

  #apply(name, operands, elements) {
    switch (name) {
      case 'BMC': case 'BDC': this.#begin(operands); break;
      case 'EMC': this.#end(elements); break;
      case 'Tf': this.#font = (operands.length === 2 && this.#fonts.get(operands[0].replace(/^\/+/, ''))) || otherWay('a font is unknown'); break;
      case 'Tj': this.#show(operands, elements); break;
      default:
        if (!silent.has(name)) {
          otherWay(`the operator ${name.slice(0, 8)}`);
        }
    }
  }

  #begin(operands) {
    const tag = operands.length > 0 ? operands[0].replace(/^\/+/, '') : otherWay('an element has no type');
    if (tag === 'Span' && this.#open.length === 1) {
      const [, hex] = (operands.length === 2 && replaced.exec(operands[1])) || otherWay('a text is replaced in another way');
      this.#said = PdfContentParser.#utf16(hex);
    } else if (this.#open.length > 0) {
      otherWay('elements lie in one another');
    }

    this.#open.push(tag);
  }

  #end(elements) {
    const tag = this.#open.pop() ?? otherWay('an element ends that did not begin');
    if (this.#open.length === 0 && (tag !== 'Artifact' || this.#text !== '')) {
      elements.push({ tag, text: this.#text, said: this.#said });
      [this.#text, this.#said] = ['', undefined];
    }
  }

  #show(operands, elements) {
    const [, hex] = (operands.length === 1 && /^<((?:[0-9A-Fa-f]{4})*)>$/.exec(operands[0])) || otherWay('a text is written in another way');
    const font = this.#font ?? otherWay('a text has no font');
    const text = (hex.match(/.{4}/g) ?? []).map((code) => font.characterOf(parseInt(code, 16))).join('');
    if (this.#open.length === 0) {
      elements.push({ tag: 'Artifact', text, said: undefined });
    } else {
      this.#text += text;
    }
  }

  static #utf16(hex) {
    return /^(?:[0-9A-Fa-f]{4})*$/.test(hex)
      ? (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(parseInt(unit, 16))).join('').toWellFormed()
      : otherWay('a text is replaced in another way');
  }

  /** The next token: a dictionary whole, a string in angle brackets, a name, a number or an operator. */
  #next() {
    const content = this.#content;
    while (content[this.#at] === ' ' || content[this.#at] === '\n') {
      this.#at++;
    }

    const start = this.#at;
    if (start >= content.length) {
      return undefined;
    }

    let end;
    if (content.startsWith('<<', start)) {
      // A dictionary that ends with a string has a third bracket.
      end = content.indexOf('>>', start) + 2;
      end += end >= start + 2 && content[end] === '>' ? 1 : 0;
    } else if (content[start] === '<') {
      end = content.indexOf('>', start) + 1;
    } else {
      // A name may be followed by its dictionary without a blank.
      end = start + 1;
      while (end < content.length && !' \n<'.includes(content[end])) {
        end++;
      }
    }

    if (end <= start) {
      otherWay('a text does not end');
    }

    this.#at = end;
    return content.slice(start, end);
  }
}

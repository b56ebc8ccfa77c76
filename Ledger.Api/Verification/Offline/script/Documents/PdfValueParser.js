import { Bytes } from '../Encoding/Bytes.js';
import { PdfLimits } from './PdfLimits.js';
import { PdfRejectedError, PdfRejection, malformed } from './PdfRejectedError.js';
import { PdfDictionary, PdfName, PdfReal, PdfReference, PdfString } from './PdfValues.js';

const delimiters = new Set('()<>[]{}/%');

// None of these is in a licence; each makes a viewer run, fetch, hide or replace something.
const forbidden = new Set([
  'AA', 'OpenAction', 'JS', 'JavaScript', 'Launch', 'URI', 'URIs', 'XFA', 'GoToR', 'GoToE', 'SubmitForm', 'ImportData',
  'RichMedia', 'OC', 'OCProperties', 'Encrypt', 'FFilter', 'DecodeParms', 'Collection',
]);
const latin = (bytes) => Array.from(bytes, (octet) => String.fromCharCode(octet)).join('');
const isRegular = (octet) => octet > 0x20 && octet < 0x7f && !delimiters.has(String.fromCharCode(octet));
const isOfNumber = (octet) => octet === 0x2d || octet === 0x2e || (octet >= 0x30 && octet <= 0x39);
const longestNumber = 15;

/** The value of a hexadecimal digit, upper case only; −1 for any other byte. */
const valueOf = (octet) => (octet >= 0x30 && octet <= 0x39 ? octet - 0x30 : octet >= 0x41 && octet <= 0x46 ? octet - 0x37 : -1);

/**
 * Reads single values in the one spelling our writer uses: no comments, no escapes, upper-case hexadecimal, blanks only as
 * spaces. Values are whole numbers, true, arrays and what PdfValues names.
 */
export class PdfValueParser {
  #file;
  #values = PdfLimits.values;

  /** The next byte to read. */
  position = 0;

  constructor(file) {
    this.#file = file;
  }

  /** Whether the file goes on with this text. */
  startsWith(text) {
    return Bytes.startsWith(this.#file, Bytes.ofText(text), this.position);
  }

  /** Steps over a text that must come now. */
  expect(text) {
    if (!this.startsWith(text)) {
      this.#malformed(`expected '${text.trim()}'`);
    }

    this.position += text.length;
  }

  /** Steps over a number of bytes and returns them. */
  take(length) {
    if (length < 0 || length > this.#file.length - this.position) {
      this.#malformed('a stream ends behind the file');
    }

    this.position += length;
    return this.#file.subarray(this.position - length, this.position);
  }

  /** A whole number without sign or leading zeros. */
  integer() {
    const number = this.#number();
    return typeof number === 'number' && number >= 0 && number <= 0x7fffffff ? number : this.#malformed('expected a count');
  }

  /** The next value. */
  value(depth = 0) {
    if (depth > PdfLimits.depth || --this.#values < 0) {
      throw new PdfRejectedError(PdfRejection.tooLarge, 'The PDF is nested too deeply or has too many values.');
    }

    switch (this.#peek()) {
      case '<': return this.startsWith('<<') ? this.#dictionary(depth) : this.#hexadecimal();
      case '(': return this.#literal();
      case '[': return this.#array(depth);
      case '/': return this.#name();
      case 't': this.expect('true'); return true;
      default: return this.#numberOrReference();
    }
  }

  #numberOrReference() {
    const number = this.#number();
    const isTarget = typeof number === 'number' && number > 0 && number <= PdfLimits.objects;
    const after = this.#file[this.position + 4];
    if (!isTarget || after === undefined || isRegular(after) || !this.startsWith(' 0 R')) {
      return number;
    }

    this.position += 4;
    return new PdfReference(number);
  }

  #number() {
    const end = this.#end(isOfNumber);
    if (end === this.position || end - this.position > longestNumber) {
      this.#malformed('expected a value');
    }

    const text = latin(this.#file.subarray(this.position, end));
    const isInteger = /^-?[0-9]+$/.test(text);
    const isCanonical = isInteger ? /^(0|-?[1-9][0-9]*)$/.test(text) : /^-?([0-9]+\.[0-9]*|\.[0-9]+)$/.test(text);
    if (!isCanonical) {
      this.#malformed('a number is written in another way');
    }

    this.position = end;
    return isInteger ? Number(text) : new PdfReal();
  }

  #name() {
    this.position++;
    const length = this.#end(isRegular) - this.position;
    if (length === 0 || length > PdfLimits.nameLength) {
      this.#malformed('a name has no usable length');
    }

    return new PdfName(latin(this.take(length)));
  }

  #literal() {
    const start = this.position++;
    const end = this.#file.indexOf(0x29, this.position);
    const value = this.#file.subarray(this.position, Math.max(end, this.position));
    if (end < 0 || value.some((octet) => octet < 0x20 || octet > 0x7e || octet === 0x28 || octet === 0x5c)) {
      this.#malformed('a string is written in another way');
    }

    this.position = end + 1;
    return new PdfString(value, false, start, this.position);
  }

  #hexadecimal() {
    const start = this.position++;
    const end = this.#file.indexOf(0x3e, this.position);
    const digits = this.#file.subarray(this.position, Math.max(end, this.position));
    if (end < 0 || digits.length % 2 !== 0 || digits.some((octet) => valueOf(octet) < 0)) {
      this.#malformed('a hexadecimal string is written in another way');
    }

    this.position = end + 1;
    const value = new Uint8Array(digits.length / 2).map((_, i) => 16 * valueOf(digits[2 * i]) + valueOf(digits[2 * i + 1]));
    return new PdfString(value, true, start, this.position);
  }

  #array(depth) {
    this.position++;
    const items = [];
    this.#spaces();
    while (this.#peek() !== ']') {
      items.push(this.value(depth + 1));
      this.#spaces();
    }

    this.position++;
    return items;
  }

  #dictionary(depth) {
    this.position += 2;
    const entries = new Map();
    while (this.#peek() === '/') {
      const key = this.#name().value;
      if (forbidden.has(key)) {
        malformed(`A licence PDF of this system has no /${key}.`);
      }

      this.#spaces();
      const value = this.value(depth + 1);
      if (entries.has(key)) {
        this.#malformed(`the key /${key} comes twice`);
      }

      entries.set(key, value);
    }

    this.expect('>>');
    return new PdfDictionary(entries);
  }

  #spaces() {
    while (this.#file[this.position] === 0x20) {
      this.position++;
    }
  }

  #end(belongs) {
    let end = this.position;
    while (end < this.#file.length && belongs(this.#file[end])) {
      end++;
    }

    return end;
  }

  #peek() {
    return this.position < this.#file.length ? String.fromCharCode(this.#file[this.position]) : this.#malformed('the file ends too early');
  }

  #malformed(what) {
    malformed(`Not laid out as a licence PDF of this system: ${what} at byte ${this.position}.`);
  }
}

import { Bytes } from '../Encoding/Bytes.js';
import { PdfLaterSignature } from './PdfLaterSignature.js';
import { messageOf } from './PdfMessage.js';
import { PdfSecurityStore } from './PdfSecurityStore.js';
import { malformed } from './PdfRejectedError.js';
import { PdfValueParser } from './PdfValueParser.js';
import { PdfDictionary, PdfReference, PdfString } from './PdfValues.js';

const other = () => malformed('What follows is no revision of our writer.');
const offsetForm = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)([+-])(\d\d)'(\d\d)'$/;

/**
 * Reads the revisions behind the first. Each is read for the few things that are free in it, written anew from these, and compared byte for byte:
 * there is one form, so nothing else can stand in it.
 */
export class PdfRevisionReader {
  #file;
  #places;
  #parser;

  /** The file up to the end of the last revision that was read. */
  base;

  constructor(file, first, places) {
    this.#file = file;
    this.#places = places;
    this.base = first;
    this.#parser = this.#parserAt(first.length);
  }

  /** The second signature, by promise. */
  async readSecond() {
    const dictionary = this.#filledField(this.#places.secondField);
    const face = `/Name${this.#text(dictionary, 'Name')}/Reason${this.#text(dictionary, 'Reason')}/Location${this.#text(dictionary, 'Location')}`
      + `/M${this.#time(dictionary)}`;
    const contents = PdfRevisionReader.#contents(dictionary);
    return this.#acceptSignature('National', await PdfLaterSignature.writeSecond(this.base, this.#places, face, contents), contents);
  }

  /** The security store, by promise, which must speak of the signatures of these names. */
  async readStore(keys) {
    const values = [];
    while (this.#parser.startsWith(`${this.base.objects + values.length} 0 obj\n`)) {
      this.#parser.expect(`${this.base.objects + values.length} 0 obj\n<</Length `);
      const length = this.#parser.integer();
      this.#parser.expect('>>\nstream\n');
      values.push(this.#parser.take(length));
      this.#parser.expect('\nendstream\nendobj\n');
    }

    const store = this.#object(this.#places.store);
    const certificates = this.#placesIn(store, 'Certs', 0, values.length).length;
    const validations = store.entries.get('VRI');
    if (!(validations instanceof PdfDictionary)) {
      other();
    }

    const read = new PdfSecurityStore(values.slice(0, certificates), values.slice(certificates), keys.map((key) => {
      const validation = validations.entries.get(key);
      return validation instanceof PdfDictionary
        ? { key, certificates: this.#placesIn(validation, 'Cert', 0, certificates), revocationLists: this.#placesIn(validation, 'CRL', certificates, values.length) }
        : other();
    }));
    this.#accept(await read.write(this.base, this.#places));
    return read;
  }

  /** The document time stamp, by promise. */
  async readStamp() {
    const contents = PdfRevisionReader.#contents(this.#filledField(this.#places.stampField));
    return this.#acceptSignature('TimeStamp', await PdfLaterSignature.writeStamp(this.base, this.#places, contents), contents);
  }

  #parserAt(position) {
    const parser = new PdfValueParser(this.#file);
    parser.take(position);
    return parser;
  }

  #object(number) {
    this.#parser.expect(`${number} 0 obj\n`);
    const value = this.#parser.value();
    this.#parser.expect('\nendobj\n');
    return value instanceof PdfDictionary ? value : other();
  }

  #filledField(field) {
    this.#object(field);
    return this.#object(this.base.objects);
  }

  static #contents(dictionary) {
    const contents = dictionary.entries.get('Contents');
    return contents instanceof PdfString && contents.isHexadecimal ? contents.value : other();
  }

  #spelt(string) {
    return Bytes.toText(this.#file.subarray(string.start, string.end));
  }

  /** UTF-16 with its mark, in hexadecimal; half a character would not be written as it was read. */
  #text(dictionary, key) {
    const text = dictionary.entries.get(key);
    const isText = text instanceof PdfString && text.isHexadecimal && text.value.length >= 2 && text.value.length % 2 === 0
      && text.value[0] === 0xfe && text.value[1] === 0xff;
    if (!isText) {
      other();
    }

    const units = Array.from({ length: text.value.length / 2 - 1 }, (_, i) => 256 * text.value[2 * i + 2] + text.value[2 * i + 3]);
    return String.fromCharCode(...units).isWellFormed() ? this.#spelt(text) : other();
  }

  /** The claimed time, which exists. */
  #time(dictionary) {
    const time = dictionary.entries.get('M');
    const match = time instanceof PdfString && !time.isHexadecimal ? offsetForm.exec(Bytes.toText(time.value)) : null;
    if (match === null) {
      other();
    }

    const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number);
    const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
    const [offsetHours, offsetMinutes] = [Number(match[8]), Number(match[9])];
    const exists = year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60
      && offsetMinutes < 60 && 60 * offsetHours + offsetMinutes <= 14 * 60 && !(match[7] === '-' && offsetHours + offsetMinutes === 0);
    return exists ? this.#spelt(time) : other();
  }

  /** The places in the store that an array of references means; none where there is no array. */
  #placesIn(dictionary, key, first, end) {
    const items = dictionary.entries.get(key);
    return (Array.isArray(items) ? items : []).map((item) => {
      const place = item instanceof PdfReference ? item.number - this.base.objects : -1;
      return place >= first && place < end ? place - first : other();
    });
  }

  #acceptSignature(kind, written, contents) {
    this.#accept(written);
    return {
      kind,
      contents,
      message: messageOf(contents),
      signed: Bytes.concat(this.#file.subarray(0, written.start), this.#file.subarray(written.end, written.base.length)),
    };
  }

  #accept(written) {
    if (!Bytes.equal(this.#file.subarray(this.base.length, written.base.length), written.bytes)) {
      other();
    }

    this.base = written.base;
    this.#parser = this.#parserAt(this.base.length);
  }
}

import { Bytes } from '../Encoding/Bytes.js';
import { PdfInflater } from './PdfInflater.js';
import { PdfLimits } from './PdfLimits.js';
import { PdfRejectedError, PdfRejection, malformed } from './PdfRejectedError.js';
import { PdfName, PdfStream } from './PdfValues.js';
import { PdfValueParser } from './PdfValueParser.js';

const entries = 5;
const isCount = (value) => typeof value === 'number' && value > 0;

/**
 * The objects of a file that stand together in one compressed stream, and the cross-reference stream that tells where they are
 * (ISO 32000-1 §7.5.7 and §7.5.8): PdfObjectStream and PdfPackedReader of Ledger.Api.
 */
export class PdfPackedObjects {
  /** Whether an object is a stream of such objects. */
  static isPacked(value) {
    const type = value instanceof PdfStream ? value.dictionary.entries.get('Type') : undefined;
    return type instanceof PdfName && type.value === 'ObjStm';
  }

  /** Reads them.
   * @param {number} number The stream's number, which decides the others. */
  constructor(number, stream) {
    this.number = number;

    /** The number of the cross-reference stream. */
    this.table = number + 1;

    /** The lowest number of an object in it. */
    this.first = number + 2;

    /** The objects in the order of their numbers, none of them a stream. */
    this.objects = this.#read(stream);
  }

  #read(stream) {
    const dictionary = stream.dictionary.entries;
    const [count, start] = [dictionary.get('N'), dictionary.get('First')];
    if (dictionary.size !== entries || !isCount(count) || !isCount(start)) {
      malformed('The packed objects are written in another way.');
    }

    if (this.first + count > PdfLimits.objects) {
      throw new PdfRejectedError(PdfRejection.tooLarge, 'The PDF has too many objects.');
    }

    const data = new PdfInflater().inflate(stream);
    const parser = new PdfValueParser(data);
    parser.take(start);
    const objects = [];
    const places = [];
    for (let i = 0; i < count; i++) {
      places.push(`${this.first + i} ${parser.position - start}`);
      objects.push(parser.value());
      parser.expect('\n');
    }

    const isWhole = parser.position === data.length && Bytes.equal(data.subarray(0, start), Bytes.ofText(`${places.join(' ')}\n`));
    return isWhole ? objects : malformed('The packed objects are written in another way.');
  }

  /** The whole object of the cross-reference stream: type 2, the number of the object stream, the place in it. */
  writeTable() {
    const rows = Uint8Array.from(this.objects.flatMap((_, i) => [2, this.number >> 8, this.number & 0xff, i >> 8, i & 0xff]));
    const head = `${this.table} 0 obj\n<</Type/XRef/Size ${this.first + this.objects.length}/Index[${this.first} ${this.objects.length}]`
      + `/W[1 2 2]/Length ${rows.length}>>\nstream\n`;
    return Bytes.concat(Bytes.ofText(head), rows, Bytes.ofText('\nendstream\nendobj\n'));
  }
}

import { Bytes } from '../Encoding/Bytes.js';
import { PdfBase } from './PdfBase.js';
import { PdfLimits, ReadingClock } from './PdfLimits.js';
import { PdfObjects } from './PdfObjects.js';
import { PdfPackedObjects } from './PdfPackedObjects.js';
import { PdfRejectedError, PdfRejection, malformed } from './PdfRejectedError.js';
import { PdfDictionary, PdfName, PdfReference, PdfStream, PdfString } from './PdfValues.js';
import { PdfValueParser } from './PdfValueParser.js';

const streamKeys = new Set(['Type', 'Subtype', 'Params', 'Filter', 'Length', 'Length1', 'N', 'First']);
const photoKeys = new Set(['Type', 'Subtype', 'Width', 'Height', 'ColorSpace', 'BitsPerComponent', 'Filter', 'Length']);
const header = Bytes.concat(Bytes.ofText('%PDF-1.7\n%'), Uint8Array.of(0xe2, 0xe3, 0xcf, 0xd3, 0x0a));
const trailerKeys = 'ID Info Root Size';

/**
 * Walks a file from its first byte to its end mark: header, objects, those packed together last, cross-reference table, trailer,
 * nothing between them. Going by order instead of by offsets leaves no room for hidden, overlapping or double objects.
 */
export class PdfLayout {
  #parser;
  #objects = new Map();
  #positions = new Map();

  // Files had none at first.
  #packed;

  /** Reads the first file in `file`; see `length` for where it ends. */
  constructor(file) {
    if (!Bytes.startsWith(file, header)) {
      throw new PdfRejectedError(PdfRejection.foreign, 'This is not a licence PDF of this system.');
    }

    const clock = new ReadingClock();
    this.#parser = new PdfValueParser(file);
    this.#parser.take(header.length);
    while (!this.#packed && !this.#parser.startsWith('xref\n')) {
      clock.check();
      this.#readObject();
    }

    const table = this.#parser.position;
    this.#parser.expect(this.#expectedTable());
    this.#parser.expect('trailer\n');
    const start = this.#parser.position;
    this.trailer = this.#readTrailer();
    this.#parser.expect(`\nstartxref\n${table}\n%%EOF\n`);

    /** Length of the file up to and with its end mark; anything behind it was added later. */
    this.length = this.#parser.position;

    /** The first file as a further revision stands on it. */
    this.base = this.#baseOf(file, start, table);
    this.objects = new PdfObjects(this.#objects);
    this.objects.requireAllReachable(this.trailer);
  }

  #readObject() {
    const { position } = this.#parser;
    const number = this.#parser.integer();
    if (number === 0 || number > PdfLimits.objects) {
      throw new PdfRejectedError(PdfRejection.tooLarge, 'The PDF has too many objects.');
    }

    this.#parser.expect(' 0 obj\n');
    let value = this.#parser.value();
    if (value instanceof PdfDictionary && this.#parser.startsWith('\nstream\n')) {
      value = this.#readStream(value);
    }

    this.#parser.expect('\nendobj\n');
    PdfLayout.#addOnce(this.#positions, number, position);
    if (PdfPackedObjects.isPacked(value)) {
      this.#readPacked(new PdfPackedObjects(number, value));
    } else {
      this.#objects.set(number, value);
    }
  }

  /** Takes the packed objects and reads their table, behind which no object comes. */
  #readPacked(packed) {
    this.#packed = packed;
    packed.objects.forEach((object, i) => PdfLayout.#addOnce(this.#objects, packed.first + i, object));
    PdfLayout.#addOnce(this.#positions, packed.table, this.#parser.position);
    const table = packed.writeTable();
    if (!Bytes.equal(this.#parser.take(table.length), table)) {
      malformed('The table of the packed objects does not fit the file.');
    }
  }

  static #addOnce(all, number, one) {
    if (all.has(number)) {
      malformed(`Object ${number} is defined twice.`);
    }

    all.set(number, one);
  }

  /** Size of the file: one more than its highest object number. */
  get #size() {
    return this.#objects.size + 1 + (this.#packed ? this.#packed.first - this.#packed.number : 0);
  }

  #readStream(dictionary) {
    this.#parser.expect('\nstream\n');
    const { entries } = dictionary;
    const [filter, length] = [entries.get('Filter'), entries.get('Length')];

    // What can be drawn besides text and lines is a photograph: no forms, whose content would be drawn unseen.
    const subtype = entries.get('Subtype') instanceof PdfName ? entries.get('Subtype').value : null;
    const isPhoto = subtype === 'Image';
    const keys = isPhoto ? photoKeys : streamKeys;
    const isKnown = [...entries.keys()].every((key) => keys.has(key)) && subtype !== 'Form' && subtype !== 'PS';
    const isFiltered = filter instanceof PdfName && filter.value === (isPhoto ? 'DCTDecode' : 'FlateDecode');
    if (!isKnown || !(entries.has('Filter') ? isFiltered : !isPhoto) || typeof length !== 'number') {
      malformed('A stream is written in another way.');
    }

    const stream = new PdfStream(dictionary, this.#parser.take(length));
    this.#parser.expect('\nendstream');
    return stream;
  }

  /** The only table that agrees with where the objects are. */
  #expectedTable() {
    const numbers = [...this.#positions.keys()].sort((a, b) => a - b);
    if (numbers.some((number, i) => number !== i + 1)) {
      malformed("An object's number is left out.");
    }

    const rows = numbers.map((number) => `${String(this.#positions.get(number)).padStart(10, '0')} 00000 n \n`);
    return `xref\n0 ${numbers.length + 1}\n0000000000 65535 f \n${rows.join('')}`;
  }

  /** The trailer's spelling is the writer's own, so that a revision behind it can be written anew. */
  #baseOf(file, start, table) {
    const [root, information, identifiers] = ['Root', 'Info', 'ID'].map((key) => this.trailer.entries.get(key));
    if (!(root instanceof PdfReference) || !(information instanceof PdfReference) || !Array.isArray(identifiers) || identifiers.length !== 2
      || !(identifiers[0] instanceof PdfString)) {
      malformed('The trailer does not fit the file.');
    }

    const identifier = Bytes.toHex(identifiers[0].value).toUpperCase();
    const base = new PdfBase({
      length: this.length, objects: this.#size, table,
      entries: `/Root ${root.number} 0 R/Info ${information.number} 0 R`, identifier, changing: identifier,
    });
    const hidden = this.#packed ? `/XRefStm ${this.#positions.get(this.#packed.table)}` : '';
    const expected = Bytes.ofText(`<</Size ${base.objects}${base.trailerEntries}${hidden}>>\n`);
    return Bytes.startsWith(file, expected, start) ? base : malformed('The trailer does not fit the file.');
  }

  #readTrailer() {
    const trailer = this.#parser.value();
    if (!(trailer instanceof PdfDictionary)) {
      malformed('The trailer is no dictionary.');
    }

    const keys = this.#packed ? `${trailerKeys} XRefStm` : trailerKeys;
    const isGood = [...trailer.entries.keys()].sort().join(' ') === keys && trailer.entries.get('Size') === this.#size;
    return isGood ? trailer : malformed('The trailer does not fit the file.');
  }
}

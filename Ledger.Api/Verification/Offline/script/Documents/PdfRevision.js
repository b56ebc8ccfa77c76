import { Bytes } from '../Encoding/Bytes.js';
import { PdfBase } from './PdfBase.js';

/** One incremental revision, written as PdfRevision of Ledger.Api writes it, so that one that is met can be compared byte for byte. */
export class PdfRevision {
  #on;
  #parts = [];
  #positions = new Map();
  #next;

  /** Where the next object will begin in the file. */
  position;

  constructor(on) {
    this.#on = on;
    this.#next = on.objects;
    this.position = on.length;
  }

  /** Writes an object that takes the place of an earlier one. */
  replace(number, body) {
    this.#start(number);
    this.#write(Bytes.ofText(body));
    this.#write(Bytes.ofText('\nendobj\n'));
  }

  /** Writes a new object and returns its number. */
  add(body) {
    const number = this.#next++;
    this.replace(number, body);
    return number;
  }

  /** Writes a new stream, not compressed, and returns its number. */
  addStream(data) {
    const number = this.#next++;
    this.#start(number);
    this.#write(Bytes.ofText(`<</Length ${data.length}>>\nstream\n`));
    this.#write(data);
    this.#write(Bytes.ofText('\nendstream\nendobj\n'));
    return number;
  }

  /** Writes table and trailer, by promise: the revision's bytes and the file with them. */
  async finish() {
    const table = this.position;
    const numbers = [...this.#positions.keys()].sort((a, b) => a - b);
    let text = 'xref\n';
    numbers.forEach((number, i) => {
      if (i === 0 || numbers[i - 1] !== number - 1) {
        text += `${number} ${PdfRevision.#run(numbers, i)}\n`;
      }

      text += `${String(this.#positions.get(number)).padStart(10, '0')} 00000 n \n`;
    });
    const next = new PdfBase({ ...this.#on, objects: this.#next, table, changing: await this.#on.nextChanging() });
    this.#write(Bytes.ofText(
      `${text}trailer\n<</Size ${next.objects}${next.trailerEntries}/Prev ${this.#on.table}>>\nstartxref\n${table}\n%%EOF\n`));
    next.length = this.position;
    return { bytes: Bytes.concat(...this.#parts), base: next };
  }

  static #run(numbers, first) {
    let count = 1;
    while (numbers[first + count] === numbers[first] + count) {
      count++;
    }

    return count;
  }

  #start(number) {
    this.#positions.set(number, this.position);
    this.#write(Bytes.ofText(`${number} 0 obj\n`));
  }

  #write(bytes) {
    this.#parts.push(bytes);
    this.position += bytes.length;
  }
}

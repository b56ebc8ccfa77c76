import { malformed } from './PdfRejectedError.js';
import { PdfDictionary, PdfName, PdfReference, PdfStream } from './PdfValues.js';

/** The objects of one file by number, and typed ways through them. */
export class PdfObjects {
  #objects;

  /** @param {Map<number, *>} objects By number. */
  constructor(objects) {
    this.#objects = objects;
  }

  /** The object behind a reference; a direct value itself. */
  resolve(value) {
    if (!(value instanceof PdfReference)) {
      return value;
    }

    const target = this.#objects.get(value.number);
    return target === undefined || target instanceof PdfReference ? malformed(`Object ${value.number} is missing.`) : target;
  }

  /** An entry of a dictionary, resolved; undefined when absent. */
  optional(dictionary, key, type) {
    if (!dictionary.entries.has(key)) {
      return undefined;
    }

    const value = this.resolve(dictionary.entries.get(key));
    return value instanceof type ? value : malformed(`The entry /${key} has a wrong type.`);
  }

  /** An entry of a dictionary, resolved; one that is absent is refused. */
  get(dictionary, key, type) {
    return this.optional(dictionary, key, type) ?? malformed(`The entry /${key} is missing.`);
  }

  /** How many objects are dictionaries of a type. */
  count(type) {
    return [...this.#objects.values()].filter((value) => {
      const name = value instanceof PdfDictionary ? value.entries.get('Type') : undefined;
      return name instanceof PdfName && name.value === type;
    }).length;
  }

  /** The streams of a subtype, in the order of their numbers. */
  streams(subtype) {
    const isOne = (value) => value instanceof PdfStream && value.dictionary.entries.get('Subtype') instanceof PdfName
      && value.dictionary.entries.get('Subtype').value === subtype;
    return [...this.#objects].sort(([a], [b]) => a - b).map(([, value]) => value).filter(isOne);
  }

  /** Refuses a file with objects that nothing leads to: a place to hide other content in. */
  requireAllReachable(trailer) {
    const reached = new Set();
    const open = [trailer];
    while (open.length > 0) {
      const value = open.pop();
      if (value instanceof PdfReference && !reached.has(value.number)) {
        reached.add(value.number);
        open.push(this.resolve(value));
      } else if (value instanceof PdfStream) {
        open.push(value.dictionary);
      } else if (value instanceof PdfDictionary) {
        value.entries.forEach((entry) => open.push(entry));
      } else if (Array.isArray(value)) {
        value.forEach((item) => open.push(item));
      }
    }

    if (reached.size !== this.#objects.size) {
      malformed('The file has objects that nothing refers to.');
    }
  }
}

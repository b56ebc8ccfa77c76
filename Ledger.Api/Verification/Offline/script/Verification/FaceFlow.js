import { FaceRow } from './FaceRow.js';

/** Fields and tables that follow one another over the pages of an OFD. */
export class FaceFlow {
  #rows;
  #open = [];

  /** @param {object[]} rows All of them, in the order in which they are drawn. */
  constructor(rows) {
    this.#rows = [...rows];
  }

  /** Whether nothing is left for further pages. */
  get isDone() {
    return this.#rows.length === 0 && this.#open.length === 0;
  }

  /** What comes next; empty where nothing does. */
  get first() {
    const [value] = this.#open;
    return value !== undefined ? value.continuing ?? value.rest : this.#rows.length > 0 ? FaceRow.first(this.#rows[0]) : '';
  }

  /** Reads what goes on from the page before, then what begins on this one.
   * @param {FacePieces} page The page.
   * @param {string[]} after What can follow, without white space.
   * @param {object[]} elements Where to. */
  read(page, after, elements) {
    const open = this.#open;
    this.#open = [];
    open.forEach((value, i) => {
      if (value.continuing === undefined || FaceFlow.#whole(page, value.continuing, elements)) {
        this.#value(page, value, [...open.slice(i + 1).map(({ continuing, rest }) => continuing ?? rest), this.first, ...after], elements);
      }
    });

    this.#close();
    while (this.#open.every(({ continuing }) => continuing !== undefined) && this.#rows.length > 0 && this.#begin(page, after, elements)) {
      this.#close();
    }
  }

  /** Forgets what is whole: a field, or all cells of a row together. */
  #close() {
    this.#open = this.#open.filter(({ continuing, rest }) => continuing === undefined || rest !== '');
    if (this.#open.every(({ rest }) => rest === '')) {
      this.#open = [];
    }
  }

  /** Reads a row that begins on this page; false where it does not. */
  #begin(page, after, elements) {
    const [row] = this.#rows;
    const isSeen = row.values.some((value) => value !== '');
    const begins = row.heads.length > 0 ? row.heads.filter((head) => FaceFlow.#whole(page, head, elements)).length === row.heads.length
      : row.label !== undefined ? FaceFlow.#whole(page, row.label, elements)
      : !isSeen || row.values.some((value) => page.begins(value));
    if (!begins) {
      return false;
    }

    this.#rows.shift();
    const next = this.#rows.length > 0 ? FaceRow.first(this.#rows[0]) : '';
    row.values.forEach((rest, i) => this.#value(page, { continuing: row.continuing, rest }, [...row.values.slice(i + 1), next, ...after], elements));
    return true;
  }

  /** Reads what a page has of a value. What is neither its next part nor anything that can follow is taken for a wrong part, so that the
   * field is named. */
  #value(page, value, following, elements) {
    const shown = page.takeStart(value.rest);
    const isWrong = shown.length < value.rest.length && page.next !== undefined && !following.some((text) => page.begins(text));
    elements.push({ tag: 'TD', text: isWrong ? shown + page.take() : shown, said: undefined });
    this.#open.push({ ...value, rest: value.rest.slice(shown.length) });
  }

  static #whole(page, text, elements) {
    const isTaken = page.tryTake(text);
    if (isTaken) {
      elements.push({ tag: 'TH', text, said: undefined });
    }

    return isTaken;
  }
}

import { Furniture } from '../Documents/Furniture.js';
import { squeezed } from '../Documents/Squeezed.js';
import { differingValues } from './DifferingValues.js';

/** A table that must be shown: title, heads, and every column from top to bottom, wherever pages break it. */
export class FaceGrid {
  #title;
  #heads;
  #columns;
  #shown;
  #named;
  #headsTaken = 0;
  #cells = 0;

  constructor({ title, columns, rows }, isBilingual) {
    this.#title = squeezed(Furniture.of(title, isBilingual));
    this.#heads = columns.map((column) => squeezed(Furniture.of(column, isBilingual)));
    this.#columns = columns.map((_, i) => rows.map((row) => squeezed(row[i])).join(''));
    this.#shown = columns.map(() => '');
    this.isBegun = false;
    this.#named = [title.label, title.english];
  }

  /** What is said where it is shown otherwise: of the first column that is. */
  get difference() {
    const wrong = this.#columns.findIndex((column, i) => !column.startsWith(this.#shown[i]));
    const first = wrong >= 0 ? wrong : this.#columns.findIndex((column, i) => column !== this.#shown[i]);
    return first < 0 ? this.#named : [...this.#named, differingValues(this.#shown[first], this.#columns[first])];
  }

  get isWhole() {
    return this.#headsTaken === this.#heads.length && this.#cells % this.#columns.length === 0
      && this.#columns.every((column, i) => column === this.#shown[i]);
  }

  /** Whether this is its title as shown. */
  isTitle(text) {
    return text === this.#title;
  }

  /** Takes the head of a column; false where it is none of this table, or all were seen. */
  takeHead(text) {
    const isNext = this.#headsTaken < this.#heads.length && text === this.#heads[this.#headsTaken];
    this.#headsTaken += isNext ? 1 : 0;
    return isNext;
  }

  /** Takes a cell; false where the column says something else. */
  take(text) {
    const column = this.#cells++ % this.#columns.length;
    this.#shown[column] += text;
    return this.#headsTaken === this.#heads.length && this.#columns[column].startsWith(this.#shown[column]);
  }
}

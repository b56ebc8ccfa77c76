import { Furniture } from '../Documents/Furniture.js';
import { squeezed } from '../Documents/Squeezed.js';
import { differingValues } from './DifferingValues.js';

/** A field that must be shown: under its label, its value, whole, though it may go on on another page. */
export class FaceLine {
  #shownLabel;
  #value;
  #taken = -1;
  #named;

  constructor({ label, english, value }, isBilingual) {
    this.#shownLabel = squeezed(label) + (isBilingual ? squeezed(english) : '');
    this.#value = squeezed(value);
    this.#named = [label, english === '' ? label : english];
  }

  /** What is said where something else follows what was taken of its value, or nothing does. */
  differenceFrom(text) {
    return [...this.#named, differingValues(this.#value.slice(0, Math.max(0, this.#taken)) + text, this.#value)];
  }

  get isBegun() { return this.#taken >= 0; }

  get isWhole() { return this.#taken === this.#value.length; }

  /** Whether this is its label as shown. */
  isCalled(label) {
    return label === this.#shownLabel;
  }

  /** Takes what is shown of its value; false where it is not what comes next. */
  take(text) {
    const at = Math.max(0, this.#taken);
    const isNext = this.#value.startsWith(text, at);
    this.#taken = isNext ? at + text.length : this.#taken;
    return isNext;
  }

  /** The label without the mark that says that a field goes on; undefined where it does not say so. */
  static continued(text) {
    return text.includes(Furniture.continued) ? text.replace(Furniture.continued, '') : undefined;
  }
}

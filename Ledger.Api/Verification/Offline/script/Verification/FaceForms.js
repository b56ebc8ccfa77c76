import { Furniture } from '../Documents/Furniture.js';
import { squeezed } from '../Documents/Squeezed.js';

/** Texts that stand on a licence and do not follow from its data: the check code, and which page of how many. */
export class FaceForms {
  static isPageNumber(text) {
    return /^第[0-9]{1,4}页，共[0-9]{1,4}页(，下接附页)?$/.test(text);
  }

  /** The check code: a random code, of which the data have a digest only. */
  static isCheckCode(text, isBilingual) {
    const label = squeezed(Furniture.of(Furniture.checkCode, isBilingual));
    return text.startsWith(label) && /^[0-9A-HJKMNP-TV-Z]{4}(-?[0-9A-HJKMNP-TV-Z]{4}){3}$/.test(text.slice(label.length));
  }
}

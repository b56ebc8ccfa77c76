import { Furniture } from '../Documents/Furniture.js';
import { PrintedOrder } from '../Documents/PrintedOrder.js';
import { squeezed } from '../Documents/Squeezed.js';
import { FaceFlow } from './FaceFlow.js';
import { FaceForms } from './FaceForms.js';
import { FacePieces } from './FacePieces.js';
import { FaceRow } from './FaceRow.js';

const pageNumberBegin = '第';

/**
 * What the pages of an OFD show. The format has no elements of text, so which element of a licence each piece is, is found by the order in which the
 * design draws. That only proposes: whether the elements are those of the data, each once and nothing besides, FaceText decides.
 */
export class OfdFace {
  #pages;

  constructor({ pages, fault, photos }) {
    this.#pages = pages;
    Object.assign(this, { fault, photos });
  }

  /** Whether one element says something: an OFD is Chinese, without a signature page. */
  says() {
    return false;
  }

  /** The text in elements, in the order of the pages.
   * @param {FacePicture} picture What it should be. */
  elementsOf(picture) {
    return new Reading(picture).read(this.#pages);
  }
}

/** Reads the pages by one picture. */
class Reading {
  #picture;
  #aside;
  #body;
  #page;
  #elements = [];

  constructor(picture) {
    const order = new PrintedOrder(picture);
    this.#picture = picture;
    this.#aside = new FaceFlow(FaceRow.aside(order, picture.isBilingual));
    this.#body = new FaceFlow(FaceRow.body(order, picture.tables, picture.isBilingual));
  }

  read(pages) {
    pages.forEach((pieces, i) => {
      this.#page = new FacePieces(pieces);
      if (i === 0) {
        this.#readFirst();
      } else {
        this.#readFurther();
      }

      while (this.#page.next !== undefined) {
        this.#elements.push({ tag: 'P', text: this.#page.take(), said: undefined });
      }
    });
    return this.#elements;
  }

  #readFirst() {
    const picture = this.#picture;
    const notes = (picture.template?.notes ?? []).map((note) => this.#text(note));
    const after = [...notes, picture.copyText, this.#text(Furniture.checkCode)].map(squeezed);
    this.#whole('H1', picture.title);
    this.#whole('P', picture.isBilingual ? picture.titleEnglish : '');
    [picture.subtitle, picture.numberLine, this.#text(picture.template?.statement)].forEach((text) => this.#whole('P', text));
    this.#aside.read(this.#page, [this.#body.first, ...after], this.#elements);
    this.#body.read(this.#page, after, this.#elements);
    [...notes, picture.copyText].forEach((text) => this.#whole('P', text));
    this.#form((text) => FaceForms.isCheckCode(text, picture.isBilingual));
    [Furniture.hint, picture.identifierLine, this.#text(picture.issuerLabel), picture.issuer, picture.issueDate, this.#text(Furniture.scan)]
      .forEach((text) => this.#whole('P', text));
    this.#form(FaceForms.isPageNumber);
  }

  #readFurther() {
    const picture = this.#picture;
    this.#whole('H1', picture.title + Furniture.furtherPage);
    this.#whole('P', picture.numberLine);
    this.#whole('P', picture.identifierLine);
    (this.#aside.isDone ? this.#body : this.#aside).read(this.#page, [picture.copyText, pageNumberBegin].map(squeezed), this.#elements);
    this.#whole('P', picture.copyText);
    this.#form(FaceForms.isPageNumber);
  }

  #text(text) {
    return text === undefined ? '' : Furniture.of(text, this.#picture.isBilingual);
  }

  #whole(tag, text) {
    const expected = squeezed(text);
    if (this.#page.tryTake(expected)) {
      this.#elements.push({ tag, text: expected, said: undefined });
    }
  }

  #form(hasForm) {
    const text = this.#page.takeForm(hasForm);
    if (text !== undefined) {
      this.#elements.push({ tag: 'P', text, said: undefined });
    }
  }
}

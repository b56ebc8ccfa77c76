import { Furniture } from '../Documents/Furniture.js';
import { PrintedOrder } from '../Documents/PrintedOrder.js';
import { squeezed } from '../Documents/Squeezed.js';
import { differingValues } from './DifferingValues.js';
import { FaceForms } from './FaceForms.js';
import { FaceGrid } from './FaceGrid.js';
import { FaceLine } from './FaceLine.js';

// Where pages show something else than the data, as [Chinese, English, both values].
const unexpected = (shown) => ['多出的文字', 'text that is not in the data', differingValues(shown, '')];
const absent = (data) => ['缺少的文字', 'text that is missing', differingValues('', data)];
const copyMark = ['加注信息', 'what a copy says of itself'];
const readAloud = ['朗读文本', 'the text read aloud'];
const all = (texts) => texts.filter((text) => text !== undefined).map(squeezed);

/**
 * Compares what pages show with what a picture of the licence's data would show: every text once, every value under its label, and nothing
 * besides. Where lines and pages break does not count, so fonts and sizes may differ.
 */
export class FaceText {
  #isBilingual;
  #headings;
  #furtherHeadings;
  #paragraphs;
  #repeated;
  #titles;
  #lines;
  #grids;
  #mark;
  #pages = 0;
  #marks = 0;
  #current;
  #grid;

  constructor(picture) {
    const { isBilingual, template, signatures, title } = picture;
    const order = new PrintedOrder(picture);
    const [hasSignatures, signaturePage] = [signatures.length > 0, Furniture.of(Furniture.signaturePage, true)];
    const signatureLine = hasSignatures ? `${title} ${picture.number}` : '';
    const text = (one) => (one === undefined ? '' : Furniture.of(one, isBilingual));
    this.#isBilingual = isBilingual;
    this.#headings = all([title, hasSignatures ? signaturePage : undefined]);
    this.#furtherHeadings = all([title + Furniture.furtherPage, hasSignatures ? signaturePage : undefined]);
    this.#paragraphs = all([
      isBilingual ? picture.titleEnglish : '', picture.subtitle, picture.numberLine, text(template?.statement), ...(template?.notes ?? []).map(text),
      Furniture.hint, picture.identifierLine, text(picture.issuerLabel), picture.issuer, picture.issueDate, text(Furniture.scan), signatureLine,
    ]).filter((paragraph) => paragraph !== '');
    this.#repeated = new Set(all([picture.numberLine, picture.identifierLine, `${title} ${picture.number}`]));
    this.#titles = all([
      ...order.groups.map(({ heading }) => heading && text(heading)), ...signatures.map(({ heading }) => Furniture.of(heading, true))]);
    this.#lines = [
      ...[...order.aside, ...order.groups.flatMap(({ fields }) => fields)].map((field) => new FaceLine(field, isBilingual)),
      ...signatures.flatMap(({ fields }) => fields).map((field) => new FaceLine(field, true)),
    ];
    this.#grids = picture.tables.map((table) => new FaceGrid(table, isBilingual));
    this.#mark = squeezed(picture.copyText);
  }

  /** The first difference as [Chinese, English, both values where they are text], or undefined where the pages show the picture.
   * @param {FacePicture} picture What the data would show.
   * @param {{tag: string, text: string, said: string|undefined}[]} shown What the pages show. */
  static compare(picture, shown) {
    const face = new FaceText(picture);
    for (const [i, { tag, text, said }] of shown.entries()) {
      if (said !== undefined && squeezed(said) !== squeezed(text)) {
        return readAloud;
      }

      const difference = face.#take(tag, squeezed(text), shown[i + 1]?.tag);
      if (difference !== undefined) {
        return difference;
      }
    }

    return face.#missing();
  }

  #take(tag, text, next) {
    switch (tag) {
      case 'H1': return this.#takeHeading(text);
      case 'P': return this.#takeParagraph(text);
      case 'TH': return this.#takeLabel(text, next);
      case 'TD': return this.#takeValue(text);
      default: return text === '' ? undefined : unexpected(text);
    }
  }

  #takeHeading(text) {
    this.#pages++; // each page has one
    return FaceText.#remove(this.#headings, text) || this.#furtherHeadings.includes(text) ? undefined : unexpected(text);
  }

  #takeParagraph(text) {
    if (FaceText.#remove(this.#paragraphs, text) || this.#repeated.has(text)
      || FaceForms.isPageNumber(text) || FaceForms.isCheckCode(text, this.#isBilingual)) {
      return undefined;
    }

    this.#marks++;
    return this.#mark !== '' && text === this.#mark ? undefined : text.startsWith(Furniture.copy) ? copyMark : unexpected(text);
  }

  #takeLabel(text, next) {
    this.#current = undefined;
    if (this.#grid?.takeHead(text)) {
      return undefined;
    }

    if (next === 'TD' && !this.#grids.some((grid) => grid.isTitle(text))) {
      const label = FaceLine.continued(text);
      this.#grid = undefined;
      this.#current = label === undefined ? this.#lines.find((line) => line.isCalled(text) && !line.isBegun)
        : this.#lines.findLast((line) => line.isCalled(label) && line.isBegun && !line.isWhole);
      return this.#current === undefined ? [label ?? text, label ?? text] : undefined;
    }

    const table = this.#grids.find((grid) => grid.isTitle(text) && !grid.isBegun);
    if (table !== undefined) {
      table.isBegun = true;
      this.#grid = table;
      return undefined;
    }

    return FaceText.#remove(this.#titles, text) ? undefined : unexpected(text);
  }

  #takeValue(text) {
    const line = this.#current;
    if (line !== undefined) {
      this.#current = undefined;
      return line.take(text) ? undefined : line.differenceFrom(text);
    }

    return this.#grid === undefined ? unexpected(text) : this.#grid.take(text) ? undefined : this.#grid.difference;
  }

  #missing() {
    const [absentText] = [...this.#headings, ...this.#titles, ...this.#paragraphs];
    return this.#lines.find((line) => !line.isWhole)?.differenceFrom('')
      ?? this.#grids.find((grid) => !grid.isWhole)?.difference
      ?? (this.#mark !== '' && this.#marks !== this.#pages ? copyMark : undefined)
      ?? (absentText === undefined ? undefined : absent(absentText));
  }

  static #remove(texts, text) {
    const at = texts.indexOf(text);
    if (at >= 0) {
      texts.splice(at, 1);
    }

    return at >= 0;
  }
}

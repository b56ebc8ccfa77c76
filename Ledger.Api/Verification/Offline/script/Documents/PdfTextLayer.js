import { PdfContentParser } from './PdfContentParser.js';
import { PdfInflater } from './PdfInflater.js';
import { PdfRejectedError, PdfRejection, otherWay } from './PdfRejectedError.js';
import { PdfUnicodeMap } from './PdfUnicodeMap.js';
import { PdfDictionary, PdfName, PdfStream } from './PdfValues.js';

const mostPages = 2_000;
const marks = ['Tj', 'BDC', 'Do'];

/**
 * Reads what the pages of a licence show: every character drawn, by the ToUnicode tables of its fonts, in the order of the pages. Only what
 * our writer draws is read; a page that uses anything else is refused.
 */
export class PdfTextLayer {
  #objects;
  #inflater = new PdfInflater();
  #maps = new Map();

  constructor(objects) {
    this.#objects = objects;
  }

  /** The text of all pages, as PdfContentParser notes it. */
  read(catalogue) {
    const pages = this.#objects.get(this.#objects.get(catalogue, 'Pages', PdfDictionary), 'Kids', Array);
    if (pages.length > mostPages) {
      throw new PdfRejectedError(PdfRejection.tooLarge, 'The PDF has too many pages.');
    }

    const elements = [];
    for (const kid of pages) {
      const page = this.#objects.resolve(kid);
      if (!(page instanceof PdfDictionary) || this.#objects.optional(page, 'Type', PdfName)?.value !== 'Page') {
        otherWay('a page is no page');
      }

      const fonts = this.#fontsOf(page);
      for (const part of this.#objects.get(page, 'Contents', Array)) {
        const content = this.#contentOf(part);

        // Decoration without any text or picture is most of a page, and has nothing to read.
        const text = new TextDecoder('latin1').decode(content);
        if (marks.some((mark) => text.includes(mark))) {
          new PdfContentParser(content, fonts).readInto(elements);
        }
      }
    }

    return elements;
  }

  #contentOf(part) {
    const stream = this.#objects.resolve(part);
    return this.#inflater.inflate(stream instanceof PdfStream ? stream : otherWay("a page's content is no stream"));
  }

  #fontsOf(page) {
    const named = this.#objects.optional(this.#objects.get(page, 'Resources', PdfDictionary), 'Font', PdfDictionary);
    return new Map([...(named?.entries ?? [])].map(([name, value]) => {
      const font = this.#objects.resolve(value);
      if (!(font instanceof PdfDictionary)) {
        otherWay('a font is no dictionary');
      }

      if (!this.#maps.has(font)) {
        this.#maps.set(font, new PdfUnicodeMap(this.#inflater.inflate(this.#objects.get(font, 'ToUnicode', PdfStream))));
      }

      return [name, this.#maps.get(font)];
    }));
  }
}

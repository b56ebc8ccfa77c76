import { PdfRejectedError } from './PdfRejectedError.js';
import { PdfTextLayer } from './PdfTextLayer.js';

/** What the pages of a licence show; where they cannot be read, why. */
export class PdfFace {
  constructor(elements, fault, photos) {
    Object.assign(this, { elements, fault, photos });
  }

  /** Reads the pages. */
  static read(objects, catalogue) {
    const photos = objects.streams('Image').map((stream) => stream.data);
    try {
      return new PdfFace(new PdfTextLayer(objects).read(catalogue), undefined, photos);
    } catch (error) {
      if (!(error instanceof PdfRejectedError)) {
        throw error;
      }

      return new PdfFace([], error.message, photos);
    }
  }

  /** Whether one element, whole, says this.
   * @param {function(string): string} squeezed Takes white space away. */
  says(tag, text, squeezed) {
    return this.elements.some((element) => element.tag === tag && squeezed(element.text) === squeezed(text));
  }

  /** The text in elements, whatever is expected. */
  elementsOf() {
    return this.elements;
  }
}

import { Bytes } from '../Encoding/Bytes.js';
import { FormatError } from '../Encoding/FormatError.js';
import { InflatedTooLargeError, Inflater } from './Inflater.js';
import { PdfLimits, ReadingClock } from './PdfLimits.js';
import { PdfRejectedError, PdfRejection, malformed } from './PdfRejectedError.js';
import { PdfDictionary, PdfStream, PdfString } from './PdfValues.js';

/** The files that a PDF carries. */
export class PdfAttachments {
  #objects;
  #clock = new ReadingClock();
  #room = PdfLimits.inflatedLength;

  constructor(objects) {
    this.#objects = objects;
  }

  /** All of them, by name.
   * @returns {Map<string, Uint8Array>} */
  read(catalogue) {
    const attachments = new Map();
    const names = this.#objects.optional(catalogue, 'Names', PdfDictionary);
    if (!names) {
      return attachments;
    }

    const pairs = this.#objects.get(this.#objects.get(names, 'EmbeddedFiles', PdfDictionary), 'Names', Array);
    if (pairs.length > 2 * PdfLimits.attachments || pairs.length % 2 !== 0) {
      throw new PdfRejectedError(PdfRejection.tooLarge, 'The PDF has too many attachments.');
    }

    for (let i = 0; i < pairs.length; i += 2) {
      const [name, specification] = [pairs[i], this.#objects.resolve(pairs[i + 1])];
      if (!(name instanceof PdfString) || name.isHexadecimal || !(specification instanceof PdfDictionary)) {
        malformed('An attachment is written in another way.');
      }

      const stream = this.#objects.get(this.#objects.get(specification, 'EF', PdfDictionary), 'F', PdfStream);
      const data = this.#inflate(stream);
      this.#room -= data.length;
      const text = Bytes.toText(name.value);
      if (attachments.has(text)) {
        malformed('Two attachments have one name.');
      }

      attachments.set(text, data);
    }

    return attachments;
  }

  #inflate(stream) {
    const data = this.#inflated(stream.data, Math.min(this.#room, Math.max(PdfLimits.freelyInflated, PdfLimits.inflationRatio * stream.data.length)));
    const parameters = this.#objects.get(stream.dictionary, 'Params', PdfDictionary);
    return parameters.entries.get('Size') === data.length ? data : malformed('An attachment has another length than it says.');
  }

  #inflated(data, limit) {
    try {
      return Inflater.inflate(data, limit, () => this.#clock.check());
    } catch (error) {
      if (error instanceof InflatedTooLargeError) {
        throw new PdfRejectedError(PdfRejection.tooLarge, 'An attachment inflates to more than any licence has.');
      }

      throw error instanceof FormatError ? new PdfRejectedError(PdfRejection.malformed, 'An attachment is damaged.') : error;
    }
  }
}

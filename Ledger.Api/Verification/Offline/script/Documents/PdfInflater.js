import { FormatError } from '../Encoding/FormatError.js';
import { InflatedTooLargeError, Inflater } from './Inflater.js';
import { PdfLimits, ReadingClock } from './PdfLimits.js';
import { PdfRejectedError, PdfRejection } from './PdfRejectedError.js';

/** Inflates streams of a file within its limits, each stream once. */
export class PdfInflater {
  #clock = new ReadingClock();
  #room = PdfLimits.inflatedLength;
  #kept = new Map();

  /** What a stream holds. */
  inflate(stream) {
    if (!this.#kept.has(stream)) {
      const content = this.#inflated(stream.data);
      this.#room -= content.length;
      this.#kept.set(stream, content);
    }

    return this.#kept.get(stream);
  }

  #inflated(data) {
    const limit = Math.min(this.#room, Math.max(PdfLimits.freelyInflated, PdfLimits.inflationRatio * data.length));
    try {
      return Inflater.inflate(data, limit, () => this.#clock.check());
    } catch (error) {
      if (error instanceof InflatedTooLargeError) {
        throw new PdfRejectedError(PdfRejection.tooLarge, 'A stream inflates to more than any licence has.');
      }

      throw error instanceof FormatError ? new PdfRejectedError(PdfRejection.malformed, 'A stream is damaged.') : error;
    }
  }
}

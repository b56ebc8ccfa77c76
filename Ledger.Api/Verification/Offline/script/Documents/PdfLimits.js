import { PdfRejectedError, PdfRejection } from './PdfRejectedError.js';

/** How much one PDF may use; the figures of PdfLimits in Ledger.Api. */
export const PdfLimits = {
  fileLength: 20 << 20,
  inflatedLength: 64 << 20,
  inflationRatio: 100,
  freelyInflated: 1 << 20,
  depth: 64,
  objects: 10_000,
  values: 100_000,
  nameLength: 127,
  attachments: 64,
  milliseconds: 5_000,
};

/** A stop-watch that throws when reading takes longer than any licence needs. */
export class ReadingClock {
  #end = performance.now() + PdfLimits.milliseconds;

  check() {
    if (performance.now() > this.#end) {
      throw new PdfRejectedError(PdfRejection.tooLarge, 'Reading the PDF takes too long.');
    }
  }
}

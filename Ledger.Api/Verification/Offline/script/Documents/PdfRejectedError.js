/** Why a file was not read, by the names of PdfRejection in Ledger.Api. */
export const PdfRejection = { foreign: 'Foreign', malformed: 'Malformed', unsigned: 'Unsigned', tooLarge: 'TooLarge' };

/** A file is not a signed licence PDF of this system. */
export class PdfRejectedError extends Error {
  constructor(reason, message) {
    super(message);
    this.reason = reason;
  }
}

export function malformed(message) {
  throw new PdfRejectedError(PdfRejection.malformed, message);
}

/** What is not drawn as our writer draws. */
export function otherWay(what) {
  return malformed(`A page is drawn in another way: ${what}.`);
}

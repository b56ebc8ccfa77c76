import { DerReader } from '../Certificates/DerReader.js';
import { DerTag } from '../Certificates/DerTag.js';
import { FormatError } from '../Encoding/FormatError.js';
import { PdfRejectedError, PdfRejection, malformed } from './PdfRejectedError.js';

/** Finds the end of a signature's value in the room that was kept for it: where its DER says; only zeros may follow. */
export function messageOf(contents) {
  if (contents.every((octet) => octet === 0)) {
    throw new PdfRejectedError(PdfRejection.unsigned, 'The signature is empty.');
  }

  try {
    const reader = new DerReader(contents);
    const tag = reader.peekTag();
    const message = reader.readEncodedValue();
    if (tag.isLike(DerTag.sequence) && tag.isConstructed && contents.subarray(message.length).every((octet) => octet === 0)) {
      return message;
    }
  } catch (error) {
    if (!(error instanceof FormatError)) {
      throw error;
    }
  }

  return malformed("The signature's value is not one DER structure padded with zeros.");
}

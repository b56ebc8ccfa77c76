import { DerReader } from '../Certificates/DerReader.js';
import { DerTag } from '../Certificates/DerTag.js';
import { Bytes } from '../Encoding/Bytes.js';
import { FormatError } from '../Encoding/FormatError.js';
import { PdfAttachments } from './PdfAttachments.js';
import { PdfLayout } from './PdfLayout.js';
import { PdfLimits } from './PdfLimits.js';
import { PdfRejectedError, PdfRejection, malformed } from './PdfRejectedError.js';
import { PdfDictionary, PdfName, PdfString } from './PdfValues.js';

/**
 * Reads a PDF for verification. Only what PdfWriter in Ledger.Api writes is accepted, so none of the known ways to make a viewer
 * show something else than was signed has a place to be.
 */
export class PdfReader {
  /** Finds the signature and the attachments.
   * @returns {{isAsSigned: boolean, attachments: Map<string, Uint8Array>, signatures: {message: Uint8Array, signed: Uint8Array, coversWholeFile: boolean}[]}}
   * None of it proven. */
  static read(file) {
    if (file.length > PdfLimits.fileLength) {
      throw new PdfRejectedError(PdfRejection.tooLarge, 'A PDF may have at most 20 MiB.');
    }

    const layout = new PdfLayout(file);
    const isAsSigned = layout.length === file.length;
    const catalogue = layout.objects.get(layout.trailer, 'Root', PdfDictionary);
    const signature = PdfReader.#signature(layout.objects, catalogue, file.subarray(0, layout.length));
    return {
      isAsSigned,
      attachments: new PdfAttachments(layout.objects).read(catalogue),
      signatures: [{ ...signature, coversWholeFile: isAsSigned }],
    };
  }

  static #signature(objects, catalogue, file) {
    const form = objects.optional(catalogue, 'AcroForm', PdfDictionary);
    if (!form) {
      throw new PdfRejectedError(PdfRejection.unsigned, 'The PDF is not signed.');
    }

    const fields = objects.get(form, 'Fields', Array);
    const field = fields.length === 1 && objects.count('Sig') === 1 ? objects.resolve(fields[0]) : undefined;
    if (!(field instanceof PdfDictionary)) {
      malformed('A licence PDF has exactly one signature.');
    }

    const signature = objects.get(field, 'V', PdfDictionary);
    const isCertifying = objects.get(objects.get(catalogue, 'Perms', PdfDictionary), 'DocMDP', PdfDictionary) === signature;
    if (!isCertifying || objects.get(signature, 'SubFilter', PdfName).value !== 'ETSI.CAdES.detached' || objects.get(field, 'FT', PdfName).value !== 'Sig') {
      malformed('The signature is not a certifying PAdES signature.');
    }

    const contents = objects.get(signature, 'Contents', PdfString);
    const range = objects.get(signature, 'ByteRange', Array);

    // The range must leave out the token of Contents, its angle brackets included, and nothing else.
    const expected = [0, contents.start, contents.end, file.length - contents.end];
    if (!contents.isHexadecimal || range.length !== expected.length || !expected.every((number, i) => range[i] === number)) {
      malformed("The signature's byte range does not cover the whole file.");
    }

    return {
      message: PdfReader.#message(contents.value),
      signed: Bytes.concat(file.subarray(0, contents.start), file.subarray(contents.end)),
    };
  }

  /** The message ends where its DER says; only zeros may follow. */
  static #message(contents) {
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
}

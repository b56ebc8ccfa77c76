import { Bytes } from '../Encoding/Bytes.js';
import { PdfAttachments } from './PdfAttachments.js';
import { PdfFace } from './PdfFace.js';
import { PdfLayout } from './PdfLayout.js';
import { PdfLimits } from './PdfLimits.js';
import { messageOf } from './PdfMessage.js';
import { PdfPlaces } from './PdfPlaces.js';
import { PdfRejectedError, PdfRejection, malformed } from './PdfRejectedError.js';
import { readRevisions } from './PdfRevisions.js';
import { PdfDictionary, PdfName, PdfString } from './PdfValues.js';

/**
 * Reads a PDF for verification. Only what PdfWriter in Ledger.Api writes is accepted, so none of the known ways to make a viewer
 * show something else than was signed has a place to be.
 */
export class PdfReader {
  /** Finds the signatures and the attachments, by promise.
   * @returns {Promise<{integrity: string, added: number, attachments: Map<string, Uint8Array>, signatures: {kind: string, message: Uint8Array, signed: Uint8Array}[],
   *   store: PdfSecurityStore|undefined, face: PdfFace}>} None of it proven. */
  static async read(file) {
    if (file.length > PdfLimits.fileLength) {
      throw new PdfRejectedError(PdfRejection.tooLarge, 'A PDF may have at most 20 MiB.');
    }

    const layout = new PdfLayout(file);
    const catalogue = layout.objects.get(layout.trailer, 'Root', PdfDictionary);
    const form = layout.objects.optional(catalogue, 'AcroForm', PdfDictionary);
    if (!form) {
      throw new PdfRejectedError(PdfRejection.unsigned, 'The PDF is not signed.');
    }

    const signature = PdfReader.#signature(layout.objects, catalogue, form, file.subarray(0, layout.length));
    const following = await readRevisions(file, layout, signature, PdfPlaces.read(layout.objects, catalogue, form));
    return {
      integrity: following.integrity,
      added: following.added,
      attachments: new PdfAttachments(layout.objects).read(catalogue),
      signatures: [signature, ...following.signatures],
      store: following.store,
      face: PdfFace.read(layout.objects, catalogue),
    };
  }

  static #signature(objects, catalogue, form, file) {
    const fields = objects.get(form, 'Fields', Array);
    const field = fields.length >= 1 && fields.length <= 3 && objects.count('Sig') === 1 ? objects.resolve(fields[0]) : undefined;
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
      kind: 'Certifying',
      contents: contents.value,
      message: messageOf(contents.value),
      signed: Bytes.concat(file.subarray(0, contents.start), file.subarray(contents.end)),
    };
  }
}

import { Bytes } from '../Encoding/Bytes.js';
import { PdfRevision } from './PdfRevision.js';

const rangeLength = 28;
const rangeToken = '/ByteRange[';
const contentsToken = '/Contents<';

/** A signature in a revision of its own, with the value that was met: PdfLaterSignature of Ledger.Api. */
export class PdfLaterSignature {
  /** The second signature's revision, by promise; `face` is what the dictionary says to people, as it is spelt. */
  static writeSecond(on, places, face, contents) {
    return PdfLaterSignature.#write(on, places.secondField, 'Signature2', places.page, `/Type/Sig/Filter/Adobe.PPKLite/SubFilter/GBT.35275.detached${face}`, contents);
  }

  /** The document time stamp's revision, by promise. */
  static writeStamp(on, places, contents) {
    return PdfLaterSignature.#write(on, places.stampField, 'TimeStamp1', places.page, '/Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161', contents);
  }

  static async #write(on, field, name, page, dictionary, contents) {
    const revision = new PdfRevision(on);
    revision.replace(field, `<</Type/Annot/Subtype/Widget/FT/Sig/T(${name})/F 132/Rect[0 0 0 0]/P ${page} 0 R/V ${on.objects} 0 R>>`);
    const { position } = revision;
    const head = `<<${dictionary}${rangeToken}`;
    const hexadecimal = Bytes.toHex(contents).toUpperCase();
    revision.add(`${head}${' '.repeat(rangeLength)}]${contentsToken}${hexadecimal}>>>`);
    const { bytes, base } = await revision.finish();
    const range = position + `${on.objects} 0 obj\n${head}`.length;
    const start = range + rangeLength + 1 + contentsToken.length - 1;
    const end = start + hexadecimal.length + 2;
    bytes.set(Bytes.ofText(`0 ${start} ${end} ${base.length - end}`), range - on.length);
    return { bytes, base, start, end };
  }
}

import { Bytes } from '../Encoding/Bytes.js';
import { malformed } from './PdfRejectedError.js';
import { PdfDictionary, PdfName, PdfReference, PdfString } from './PdfValues.js';

const wrong = () => malformed('What the signature allows to follow is written in another way.');

/** Reads what the first revision keeps for later ones: PdfPlacesReader of Ledger.Api. */
export class PdfPlaces {
  /** The empty fields and the empty store; undefined where the signature allows no change (DocMDP P 1).
   * @returns {{page: number, secondField: number, stampField: number, store: number}|undefined} Numbers of objects; stampField 0 for none. */
  static read(objects, catalogue, form) {
    const fields = objects.get(form, 'Fields', Array);
    const certifying = objects.resolve(fields[0]);
    const page = certifying instanceof PdfDictionary ? certifying.entries.get('P') : undefined;
    if (!(page instanceof PdfReference)) {
      wrong();
    }

    const permission = PdfPlaces.#permission(objects, objects.get(certifying, 'V', PdfDictionary));
    const store = catalogue.entries.get('DSS');
    if (permission === 1 && fields.length === 1 && store === undefined) {
      return undefined;
    }

    const empty = store instanceof PdfReference ? objects.resolve(store) : undefined;
    if (permission !== 2 || fields.length < 2 || !(empty instanceof PdfDictionary) || empty.entries.size !== 1) {
      wrong();
    }

    return {
      page: page.number,
      secondField: PdfPlaces.#emptyField(objects, fields[1], 'Signature2'),
      stampField: fields.length === 3 ? PdfPlaces.#emptyField(objects, fields[2], 'TimeStamp1') : 0,
      store: store.number,
    };
  }

  static #emptyField(objects, field, name) {
    const dictionary = objects.resolve(field);
    const isEmpty = dictionary instanceof PdfDictionary && !dictionary.entries.has('V') && objects.get(dictionary, 'FT', PdfName).value === 'Sig';
    const title = isEmpty ? dictionary.entries.get('T') : undefined;
    return title instanceof PdfString && Bytes.equal(title.value, Bytes.ofText(name)) && field instanceof PdfReference ? field.number : wrong();
  }

  /** What the certifying signature allows (ISO 32000-1 §12.8.2.2, table 254). */
  static #permission(objects, signature) {
    const references = objects.get(signature, 'Reference', Array);
    const [reference] = references;
    if (references.length !== 1 || !(reference instanceof PdfDictionary) || objects.get(reference, 'TransformMethod', PdfName).value !== 'DocMDP') {
      wrong();
    }

    const permission = objects.get(reference, 'TransformParams', PdfDictionary).entries.get('P');
    return typeof permission === 'number' ? permission : wrong();
  }
}

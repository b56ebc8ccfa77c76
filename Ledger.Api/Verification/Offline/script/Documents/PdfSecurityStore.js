import { Bytes } from '../Encoding/Bytes.js';
import { PdfRevision } from './PdfRevision.js';

const references = (key, numbers) => (numbers.length === 0 ? '' : `${key}[${numbers.map((number) => `${number} 0 R`).join(' ')}]`);

/** The document security store (ETSI EN 319 142-1 §5.4.2): PdfSecurityStore of Ledger.Api. */
export class PdfSecurityStore {
  /** DER of certificates and lists; of each signature its key and the places of what it needs. */
  constructor(certificates, revocationLists, validations) {
    Object.assign(this, { certificates, revocationLists, validations });
  }

  /** The name of a signature: SHA-1 of its whole contents, by promise. It names, it proves nothing. */
  static async keyOf(contents) {
    return Bytes.toHex(new Uint8Array(await crypto.subtle.digest('SHA-1', contents))).toUpperCase();
  }

  /** The revision that fills the store, by promise. */
  async write(on, places) {
    const revision = new PdfRevision(on);
    const certificates = this.certificates.map((certificate) => revision.addStream(certificate));
    const lists = this.revocationLists.map((list) => revision.addStream(list));
    const validations = this.validations.map((validation) => `/${validation.key}<</Type/VRI`
      + references('/Cert', validation.certificates.map((place) => certificates[place]))
      + `${references('/CRL', validation.revocationLists.map((place) => lists[place]))}>>`);
    revision.replace(
      places.store, `<</Type/DSS${references('/Certs', certificates)}${references('/CRLs', lists)}/VRI<<${validations.join('')}>>>>`);
    return revision.finish();
  }
}

import { PdfReader } from '../Documents/PdfReader.js';
import { PdfRejectedError, PdfRejection } from '../Documents/PdfRejectedError.js';
import { Check, CheckResult } from './Check.js';
import { FileChecks } from './FileChecks.js';
import { LicenceVerifier } from './LicenceVerifier.js';
import { Verdict } from './Verdict.js';

const documentName = 'licence.json';
const proofName = 'proof.json';

/** Verifies licence files by one trust policy and nothing else: the file's own integrity, then what it carries. */
export class TrustedVerifier {
  #policy;
  #now;

  constructor(policy, now) {
    this.#policy = policy;
    this.#now = now;
  }

  /** Judges a file, by promise.
   * @param {Uint8Array} file Anything at all; what cannot be read is a failed check, never an error. */
  async verify(file) {
    let reading;
    try {
      reading = PdfReader.read(file);
    } catch (error) {
      if (!(error instanceof PdfRejectedError)) {
        throw error;
      }

      return new Verdict([TrustedVerifier.#unreadable(error)]);
    }

    const [document, proof] = [reading.attachments.get(documentName), reading.attachments.get(proofName)];
    if (document === undefined || proof === undefined) {
      return new Verdict([Check.of('file-form', false, '文件未附证照数据或证明。', 'The file carries no licence data or no proof.')]);
    }

    const alone = await new LicenceVerifier(this.#policy, this.#now).verify(document, proof);
    const form = await FileChecks.make(reading, alone, this.#policy, this.#now);
    return new Verdict([...form, ...alone.checks], alone.asOf, alone.licence, alone.isWitnessed);
  }

  static #unreadable(error) {
    return error.reason === PdfRejection.foreign
      ? new Check('file-form', CheckResult.unknown, '这不是本系统的证照 PDF，无法判定。', 'This is no licence PDF of this system; nobody can tell from it.')
      : new Check('file-form', CheckResult.failed, '文件已损坏或被改动。', `The file is damaged or was tampered with: ${error.message}`);
  }
}

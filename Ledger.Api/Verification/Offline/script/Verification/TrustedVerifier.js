import { PdfReader } from '../Documents/PdfReader.js';
import { PdfRejectedError, PdfRejection } from '../Documents/PdfRejectedError.js';
import { Bytes } from '../Encoding/Bytes.js';
import { Check, CheckResult } from './Check.js';
import { CopyVerifier } from './CopyVerifier.js';
import { FileChecks } from './FileChecks.js';
import { LicenceVerifier } from './LicenceVerifier.js';
import { Verdict } from './Verdict.js';

// The first four bytes of every ZIP package, which an OFD is.
const packageMark = [0x50, 0x4b, 0x03, 0x04];
const documentName = 'licence.json';
const proofName = 'proof.json';
const copyName = 'copy.json';
const sealProofName = 'seal-proof.json';

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
    if (Bytes.startsWith(file, packageMark)) {
      return new Verdict([new Check(
        'file-form', CheckResult.unknown, '这是 OFD 或其他压缩包，本页只核验 PDF：请用命令行或联网核验。',
        'This is an OFD or another package; this page verifies PDF files only. Use the command line, or verify online.')]);
    }

    let reading;
    try {
      reading = await PdfReader.read(file);
    } catch (error) {
      if (!(error instanceof PdfRejectedError)) {
        throw error;
      }

      return new Verdict([TrustedVerifier.#unreadable(error, file)]);
    }

    const [document, proof] = [reading.attachments.get(documentName), reading.attachments.get(proofName)];
    if (document === undefined || proof === undefined) {
      return new Verdict([Check.of('file-form', false, '文件未附证照数据或证明。', 'The file carries no licence data or no proof.')]);
    }

    const alone = await new LicenceVerifier(this.#policy, this.#now).verify(document, proof, reading.attachments.get(sealProofName));
    const form = await FileChecks.make(reading, alone, this.#policy, this.#now);
    const copy = await new CopyVerifier(this.#policy, this.#now).make(reading.attachments.get(copyName), alone.licence);
    return new Verdict([...form, ...copy, ...alone.checks], alone.asOf, alone.licence, alone.isWitnessed);
  }

  static #unreadable(error, file) {
    return error.reason === PdfRejection.foreign || TrustedVerifier.#isOthers(file)
      ? new Check('file-form', CheckResult.unknown, '这不是本系统的证照 PDF，无法判定。', 'This is no licence PDF of this system; nobody can tell from it.')
      : new Check('file-form', CheckResult.failed, '文件已损坏或被改动。', `The file is damaged or was tampered with: ${error.message}`);
  }

  /** A whole file that nowhere names a licence's data is another system's, however it begins. Its signatures are not explained here. */
  static #isOthers(file) {
    const text = new TextDecoder('latin1').decode(file);
    return !text.includes(documentName) && text.includes('%%EOF');
  }
}

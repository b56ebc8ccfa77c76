import { OfdReader } from '../Documents/OfdReader.js';
import { OfdRejectedError } from '../Documents/OfdRejectedError.js';
import { PdfReader } from '../Documents/PdfReader.js';
import { PdfRejectedError, PdfRejection } from '../Documents/PdfRejectedError.js';
import { PdfIntegrity } from '../Documents/PdfRevisions.js';
import { Check, CheckResult } from './Check.js';
import { CopyVerifier } from './CopyVerifier.js';
import { FaceGround } from './FaceGround.js';
import { FaceTextCheck } from './FaceTextCheck.js';
import { FileChecks } from './FileChecks.js';
import { LicenceVerifier } from './LicenceVerifier.js';
import { OfdChecks } from './OfdChecks.js';
import { OfdFace } from './OfdFace.js';
import { Verdict } from './Verdict.js';

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
    return OfdReader.isPackage(file) ? this.#verifyOfd(file) : this.#verifyPdf(file);
  }

  async #verifyPdf(file) {
    let reading;
    try {
      reading = await PdfReader.read(file);
    } catch (error) {
      if (!(error instanceof PdfRejectedError)) {
        throw error;
      }

      return new Verdict([TrustedVerifier.#unreadable(error, file)]);
    }

    return this.#judge(reading, reading.face, async (alone) => FileChecks.make(reading, alone, this.#policy, this.#now));
  }

  async #verifyOfd(file) {
    let reading;
    try {
      reading = await OfdReader.read(file);
    } catch (error) {
      if (!(error instanceof OfdRejectedError)) {
        throw error;
      }

      // A package that holds the name of a licence's data was one of ours before something happened to it.
      return new Verdict([new TextDecoder('latin1').decode(file).includes(`Doc_0/Attachs/${documentName}`)
        ? Check.of('file-form', false, '文件已损坏或被改动。', `The file is damaged or was tampered with: ${error.message}`)
        : new Check(
          'file-form', CheckResult.unknown, '文件无法作为 OFD 读取，无法判定。', `The file cannot be read as OFD; nobody can tell from it: ${error.message}`)]);
    }

    if (!reading.attachments.has(documentName)) {
      return new Verdict([new Check(
        'file-form', CheckResult.unknown, '这是其他系统的 OFD 文件，未附本系统的证照数据与证明，本页无法判定；请用命令行或联网核对其电子签章。',
        "This OFD file is another system's, without licence data and proof; this page cannot tell. Use the command line, or verify online, to have its seals judged.")]);
    }

    return this.#judge(reading, new OfdFace(reading.face), async (alone) => [
      ...await OfdChecks.make(reading, alone, this.#policy, this.#now),
      ...alone.licence === undefined ? [] : FileChecks.ofData(alone.licence),
    ]);
  }

  /** Judges the data, then the file by them. */
  async #judge({ attachments, integrity }, face, checkFile) {
    const isAppended = integrity === PdfIntegrity.changedAfterSigning;
    const [document, proof] = [attachments.get(documentName), attachments.get(proofName)];
    if (document === undefined || proof === undefined) {
      return new Verdict([Check.of('file-form', false, '文件未附证照数据或证明。', 'The file carries no licence data or no proof.')]);
    }

    const alone = await new LicenceVerifier(this.#policy, this.#now).verify(document, proof, attachments.get(sealProofName));
    const form = await checkFile(alone);
    const copy = await new CopyVerifier(this.#policy, this.#now).make(attachments.get(copyName), alone.licence);
    const shown = alone.licence === undefined ? [] : FaceTextCheck.make(
      attachments, face, alone.licence, copy.statement, new FaceGround(form, isAppended, alone));
    return new Verdict([...form, ...shown, ...copy.checks, ...alone.checks], alone.asOf, alone.licence, alone.isWitnessed);
  }

  static #unreadable(error, file) {
    return error.reason === PdfRejection.foreign || TrustedVerifier.#isOthers(file)
      ? new Check('file-form', CheckResult.unknown, '这不是本系统的证照 PDF，无法判定。', 'This is no licence PDF of this system; nobody can tell from it.')
      : new Check('file-form', CheckResult.failed, '文件已损坏或被改动。', `The file is damaged or was tampered with: ${error.message}`);
  }

  /** A whole file that nowhere names a licence's data or proof is another system's, however it begins. Its signatures are not explained here. */
  static #isOthers(file) {
    const text = new TextDecoder('latin1').decode(file);
    return !text.includes(documentName) && !text.includes(proofName) && text.includes('%%EOF');
  }
}

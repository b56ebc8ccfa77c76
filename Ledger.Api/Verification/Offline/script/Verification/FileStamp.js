import { FormatError } from '../Encoding/FormatError.js';
import { TimeStampFault, TimeStampToken } from '../TimeStamps/TimeStampToken.js';

/** One time stamp in a file, judged: what it is of, its token (undefined where malformed), and what became of verifying it. */
export class FileStamp {
  constructor(chinese, english, token, report) {
    Object.assign(this, { chinese, english, token, report });
  }

  /** The time by which its object existed; undefined where it does not prove any. */
  get time() { return this.report.isTrusted ? this.token.time : undefined; }

  /** Judges a token, by promise; a malformed one does not verify. */
  static async of(chinese, english, der, data, roots) {
    try {
      const token = new TimeStampToken(der);
      const report = await token.verify(data, roots);

      // What no path needs is not protected by anything.
      const isForeign = report.isTrusted && token.certificates.some((certificate) => !report.path.some((needed) => needed.equals(certificate)));
      return new FileStamp(chinese, english, token, isForeign ? { ...report, fault: TimeStampFault.chain, isTrusted: false } : report);
    } catch (error) {
      if (!(error instanceof FormatError)) {
        throw error;
      }

      return new FileStamp(chinese, english, undefined, { fault: TimeStampFault.signature, path: [], isTrusted: false });
    }
  }
}

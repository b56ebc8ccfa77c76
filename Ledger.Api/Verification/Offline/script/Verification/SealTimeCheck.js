import { TimeStampFault } from '../TimeStamps/TimeStampToken.js';
import { BeijingTime } from './BeijingTime.js';
import { Check, CheckResult } from './Check.js';
import { FileStamp } from './FileStamp.js';

const name = 'file-seal-time';
const clockTolerance = 5 * 60 * 1000;

/** The time stamp of a seal's signature (GB/T 38540, timeStamp), judged. */
export class SealTimeCheck {
  /** The stamp, by promise; undefined where there is none. */
  static async stampOf(seal, roots) {
    return seal.timeStamp === undefined ? undefined
      : FileStamp.of('签章时间戳', 'time stamp of the seal', seal.timeStamp, seal.value.signature, roots);
  }

  /** The check: a stamp is there where the file says so under the seal, and nowhere else.
   * @param {FileStamp} [stamp] What stampOf found. */
  static make(seal, stamp, isAnnounced, now) {
    if (stamp === undefined) {
      const said = BeijingTime.textOf(seal.time);
      return isAnnounced ? Check.of(name, false, '签章时间戳被去除。', 'The time stamp of the seal was taken away.') : new Check(
        name, CheckResult.noted, `签章未带时间戳；签章人自称的时间为 ${said}。`, `The seal has no time stamp; its signer says ${said} (Beijing time).`);
    }

    if (!isAnnounced) {
      return Check.of(name, false, '签章之后被加入时间戳。', 'A time stamp was added after the seal was applied.');
    }

    const { report, time, token } = stamp;
    if (!report.isTrusted) {
      return report.fault === TimeStampFault.authorityUnknown
        ? new Check(name, CheckResult.unknown, '签章时间戳的证书不指向受信任的根。', 'The authority of the time stamp of the seal leads to no trusted root.')
        : Check.of(name, false, '签章时间戳无效。', 'The time stamp of the seal is not valid.');
    }

    const text = BeijingTime.textOf(time);
    const authority = token.signer.subjectOrganisation ?? token.signer.subjectName;
    return time > now + clockTolerance
      ? new Check(name, CheckResult.unknown, `签章时间戳 ${text} 晚于本机时钟，无法判定。`, `The time stamp of the seal says ${text}, which is after this machine's clock.`)
      : new Check(
        name, CheckResult.passed, `时间戳（${authority}）证明签章不晚于 ${text}（北京时间）。`,
        `A time stamp by ${authority} proves that the seal was applied no later than ${text} (Beijing time).`);
  }
}

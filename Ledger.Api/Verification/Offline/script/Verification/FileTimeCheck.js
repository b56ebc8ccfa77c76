import { TimeStampFault } from '../TimeStamps/TimeStampToken.js';
import { BeijingTime } from './BeijingTime.js';
import { Check, CheckResult } from './Check.js';

const name = 'file-time';
const clockTolerance = 5 * 60 * 1000;

/** The time stamps of a file, together: all that are there must hold, and either all are there that our writer makes, or none. */
export function fileTimeCheck(stamps, hasFirst, hasSecond, hasArchive, now) {
  const wrong = stamps.find((stamp) => !stamp.report.isTrusted && stamp.report.fault !== TimeStampFault.authorityUnknown);
  if (wrong !== undefined) {
    return Check.of(name, false, `${wrong.chinese}无效。`, `The ${wrong.english} is not valid.`);
  }

  // Stamped signatures without the document's stamp: the last revision was cut off. The other way round: something was put in.
  if (hasFirst !== hasArchive || (hasSecond && !hasArchive)) {
    return Check.of(name, false, '时间戳不齐：文件被截短或被改动。', 'The time stamps are not complete: the file was cut short or changed.');
  }

  const unknown = stamps.find((stamp) => !stamp.report.isTrusted);
  if (unknown !== undefined) {
    return new Check(name, CheckResult.unknown, `${unknown.chinese}的证书不指向受信任的根。`, `The ${unknown.english}: its authority leads to no trusted root.`);
  }

  if (stamps.length === 0) {
    return new Check(
      name, CheckResult.noted, '文件没有时间戳（PAdES B-B）：证书过期后无法判定签名时间。',
      'The file carries no time stamp (PAdES B-B): once a certificate has expired nobody can tell when it signed.');
  }

  const { time, token } = stamps.at(-1);
  const text = BeijingTime.textOf(time);
  const authority = token.signer.subjectOrganisation ?? token.signer.subjectName;
  return time > now + clockTolerance
    ? new Check(name, CheckResult.unknown, `时间戳 ${text}（北京时间）晚于本机时钟，无法判定。`, `The time stamp says ${text} (Beijing time), which is after this machine's clock.`)
    : new Check(
      name, CheckResult.passed, `时间戳（${authority}）证明文件不晚于 ${text}（北京时间）（PAdES B-LTA）。`,
      `Time stamps by ${authority} prove that the file is no younger than ${text} (Beijing time; PAdES B-LTA).`);
}

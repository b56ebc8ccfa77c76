import { Check, CheckResult } from './Check.js';
import { duration } from './Duration.js';

const name = 'freshness';
const clockLeeway = 5 * 60 * 1000;

/** Whether a proof is young enough to rely on. One that is not says nothing about today: neither valid nor invalid. */
export class FreshnessCheck {
  /** @param {number} asOf When the proof was the newest there was; all in milliseconds.
   * @param {boolean} isWitnessed Whether witnesses say so, or only the log.
   * @param {number} now The verifier's clock.
   * @param {number} limit The greatest age. */
  static make(asOf, isWitnessed, now, limit) {
    const age = now - asOf;
    if (age < -clockLeeway) {
      const [aheadChinese, aheadEnglish] = duration(age);
      return new Check(
        name, CheckResult.unknown,
        `本机时钟比状态证明慢 ${aheadChinese}，无法判定证明是否过时。`,
        `This clock is ${aheadEnglish} behind the status proof: nobody can tell how old the proof is.`);
    }

    const isFresh = age <= limit;
    const [[oldChinese, oldEnglish], [mostChinese, mostEnglish]] = [duration(age), duration(limit)];
    const [chinese, english] = isWitnessed ? ['见证方最近确认', 'last confirmed by the witnesses'] : ['账本签署', 'signed by the log'];
    return new Check(
      name, isFresh ? CheckResult.passed : CheckResult.unknown,
      isFresh ? `状态证明（${chinese}）距今 ${oldChinese}，在上限 ${mostChinese}之内。` : `状态证明（${chinese}）距今 ${oldChinese}，上限为 ${mostChinese}：此后是否变更无法判定。`,
      isFresh ? `The status proof, ${english}, is ${oldEnglish} old, within the limit of ${mostEnglish}.`
        : `The status proof, ${english}, is ${oldEnglish} old, the limit is ${mostEnglish}: nobody can tell what happened since.`);
  }
}

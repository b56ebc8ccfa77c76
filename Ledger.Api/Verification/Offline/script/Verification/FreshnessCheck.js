import { Check, CheckResult } from './Check.js';

const name = 'freshness';
const clockLeeway = 5 * 60 * 1000;
const two = (number) => String(number).padStart(2, '0');

/** Whether a proof is young enough to rely on. One that is not says nothing about today: neither valid nor invalid. */
export class FreshnessCheck {
  /** @param {number} asOf When the proof was the newest there was; all in milliseconds.
   * @param {boolean} isWitnessed Whether witnesses say so, or only the log.
   * @param {number} now The verifier's clock.
   * @param {number} limit The greatest age. */
  static make(asOf, isWitnessed, now, limit) {
    const age = now - asOf;
    if (age < -clockLeeway) {
      return new Check(
        name, CheckResult.unknown,
        `本机时钟比状态证明慢 ${FreshnessCheck.whole(-age)}，无法判定证明是否过时。`,
        `This clock is ${FreshnessCheck.whole(-age)} behind the status proof: nobody can tell how old the proof is.`);
    }

    const isFresh = age <= limit;
    const [old, most] = [FreshnessCheck.whole(age), FreshnessCheck.whole(limit)];
    const [chinese, english] = isWitnessed ? ['见证方最近确认', 'last confirmed by the witnesses'] : ['账本签署', 'signed by the log'];
    return new Check(
      name, isFresh ? CheckResult.passed : CheckResult.unknown,
      isFresh ? `状态证明（${chinese}）距今 ${old}，在上限 ${most} 之内。` : `状态证明（${chinese}）距今 ${old}，上限为 ${most}：此后是否变更无法判定。`,
      isFresh ? `The status proof, ${english}, is ${old} old, within the limit of ${most}.`
        : `The status proof, ${english}, is ${old} old, the limit is ${most}: nobody can tell what happened since.`);
  }

  /** Days where there are any, hours, minutes and seconds: `1.02:03:04`. */
  static whole(span) {
    const seconds = Math.trunc(Math.abs(span) / 1000);
    const days = Math.floor(seconds / 86400);
    const clock = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
    return days > 0 ? `${days}.${clock}` : clock;
  }
}

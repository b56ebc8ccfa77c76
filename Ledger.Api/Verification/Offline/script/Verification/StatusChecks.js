import { BeijingTime } from './BeijingTime.js';
import { Check, CheckResult } from './Check.js';
import { ProvenStanding } from './ProvenStanding.js';

/** Name of the remark that an objection is open. */
export const disputeName = 'dispute';

/** What the proven status means for a licence now: enough witnesses, in force, within its dates; and whether an objection is open. */
export class StatusChecks {
  /** @param {{bundle: object, quorum: Check, freshness: Check, asOf: number, isWitnessed: boolean}} report A report whose every link holds. */
  static now(report, statement, now) {
    return [report.quorum, ...StatusChecks.#status(report), StatusChecks.#validity(statement, now), report.freshness];
  }

  static #status(report) {
    const standing = new ProvenStanding(report.bundle);
    const asOf = BeijingTime.textOf(report.asOf);
    const result = standing.isInForce ? CheckResult.passed

      // The log's word alone, which a stolen key could speak: no ground to call a licence invalid, still less valid.
      : report.quorum.result === CheckResult.unknown ? CheckResult.unknown

      // A suspension may have been lifted since an old proof; what ended for good never comes back.
      : standing.isSuspended && report.freshness.result !== CheckResult.passed ? CheckResult.unknown
      : CheckResult.failed;
    const [chinese, english] = standing.words;
    const [sourceChinese, sourceEnglish] = report.isWitnessed ? ['，以见证时间为准', ', the time of the witnesses'] : ['', ''];
    const status = new Check(
      'status', result,
      `截至 ${asOf}（北京时间${sourceChinese}）状态为：${chinese}。`, `As of ${asOf} (Beijing time${sourceEnglish}) the licence is ${english}.`);
    return standing.isDisputed ? [status, StatusChecks.#dispute(asOf)] : [status];
  }

  static #dispute(asOf) {
    return new Check(
      disputeName, CheckResult.noted,
      `截至 ${asOf}（北京时间）异议处理中：有人对证照数据提出异议，尚未办结；异议本身不改变证照效力。`,
      `As of ${asOf} (Beijing time) an objection is open: somebody says that the licence's data is wrong. That alone changes no licence.`);
  }

  static #validity({ validFrom, validTo }, now) {
    const day = BeijingTime.dayOf(now);
    if (validTo !== undefined && day > validTo) {
      return Check.of('validity', false, `已过有效期：有效期至 ${validTo}，今日 ${day}。`, `Expired: its last day was ${validTo}; today is ${day}.`);
    }

    if (day < validFrom) {
      return Check.of('validity', false, `尚未生效：有效期自 ${validFrom} 起，今日 ${day}。`, `Not valid yet: its first day is ${validFrom}; today is ${day}.`);
    }

    return Check.of(
      'validity', true,
      `今日 ${day}，有效期 ${validFrom} 至 ${validTo ?? '长期'}。`,
      `Today is ${day}; the licence runs from ${validFrom} to ${validTo ?? 'no end'}.`);
  }
}

import { BeijingTime } from './BeijingTime.js';
import { CheckResult } from './Check.js';
import { disputeName } from './StatusChecks.js';
import { Conclusion } from './Verdict.js';

const conclusions = {
  [Conclusion.valid]: ['有效', 'Valid'],
  [Conclusion.notValid]: ['无效', 'Not valid'],
  [Conclusion.cannotTell]: ['无法判定', 'Cannot tell'],
};
const results = {
  [CheckResult.passed]: ['通过', 'passed'],
  [CheckResult.failed]: ['不通过', 'failed'],
  [CheckResult.unknown]: ['不能判定', 'cannot tell'],
  [CheckResult.noted]: ['说明', 'note'],
};
const decisive = { [Conclusion.notValid]: CheckResult.failed, [Conclusion.cannotTell]: CheckResult.unknown };

/** The words of a verdict, each as [Chinese, English]; those of VerdictText in Ledger.Api. */
export class VerdictText {
  static conclusion(conclusion) {
    return conclusions[conclusion];
  }

  static result(result) {
    return results[result];
  }

  /** One plain sentence: the first reason where there is one, and which field was altered where that is known; else the time it holds for, and an open objection. */
  static sentence({ conclusion, checks, asOf, isWitnessed }) {
    const reason = checks.find((check) => check.result === decisive[conclusion]);
    if (reason) {
      const difference = checks.find((check) => check.hasFailed && check.values !== undefined);
      return difference === undefined || difference === reason ? [reason.chinese, reason.english]
        : [reason.chinese + difference.chinese, `${reason.english} ${difference.english}`];
    }

    const proven = asOf === undefined ? '' : BeijingTime.textOf(asOf);
    const isDisputed = checks.some((check) => check.name === disputeName);
    return [
      `各项核对通过；状态证明截至 ${proven}（北京时间${isWitnessed ? '，见证方确认' : ''}）${isDisputed ? '；异议处理中' : ''}。`,
      `Every check passed; the status is proven as of ${proven} (Beijing time${isWitnessed ? ', confirmed by the witnesses' : ''})${
        isDisputed ? '; an objection is open' : ''}.`,
    ];
  }
}

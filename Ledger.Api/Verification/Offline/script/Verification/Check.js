/** How a check came out, by the words of the interface. */
export const CheckResult = { passed: 'passed', failed: 'failed', unknown: 'unknown', noted: 'noted' };

/** One named step of a verdict, with what was compared, in both languages. */
export class Check {
  constructor(name, result, chinese, english) {
    Object.assign(this, { name, result, chinese, english });
  }

  /** A check that passes or fails by one comparison. */
  static of(name, agrees, chinese, english) {
    return new Check(name, agrees ? CheckResult.passed : CheckResult.failed, chinese, english);
  }

  get hasFailed() {
    return this.result === CheckResult.failed;
  }
}

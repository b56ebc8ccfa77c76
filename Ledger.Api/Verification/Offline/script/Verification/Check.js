/** How a check came out, by the words of the interface. */
export const CheckResult = { passed: 'passed', failed: 'failed', unknown: 'unknown', noted: 'noted' };

/** One named step of a verdict, with what was compared, in both languages. */
export class Check {
  /** @param {{shown: string, data: string}} [values] Of a page that shows something else than the data: both. */
  constructor(name, result, chinese, english, values) {
    Object.assign(this, { name, result, chinese, english, values });
  }

  /** A check that passes or fails by one comparison. */
  static of(name, agrees, chinese, english, values) {
    return new Check(name, agrees ? CheckResult.passed : CheckResult.failed, chinese, english, values);
  }

  get hasFailed() {
    return this.result === CheckResult.failed;
  }
}

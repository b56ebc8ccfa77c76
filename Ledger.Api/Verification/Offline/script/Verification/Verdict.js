import { CheckResult } from './Check.js';

/** The three answers there are, by the words of the interface. */
export const Conclusion = { valid: 'valid', notValid: 'not-valid', cannotTell: 'cannot-tell' };

/** The answer about one licence, explained by named checks. */
export class Verdict {
  /** @param {Check[]} checks Every check made, in order.
   * @param {number} [asOf] What the status holds for, milliseconds since 1970; undefined where none was proven.
   * @param {LicenceDocument} [licence] The document that was checked; undefined where it could not be read.
   * @param {boolean} isWitnessed Whether `asOf` is when a quorum of witnesses had seen nothing newer. */
  constructor(checks, asOf, licence, isWitnessed = false) {
    Object.assign(this, { checks, asOf, licence, isWitnessed });
  }

  /** Not valid if any check failed; else valid if none is unknown and a licence was read and its status proven; else cannot tell. */
  get conclusion() {
    const has = (result) => this.checks.some((check) => check.result === result);
    return has(CheckResult.failed) ? Conclusion.notValid
      : this.licence === undefined || this.asOf === undefined || has(CheckResult.unknown) ? Conclusion.cannotTell
      : Conclusion.valid;
  }
}

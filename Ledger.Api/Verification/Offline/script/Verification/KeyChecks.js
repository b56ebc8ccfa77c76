import { Bytes } from '../Encoding/Bytes.js';
import { Check } from './Check.js';

const standing = 'key-standing';

/** Whether the keys that signed a licence still counted when the log took it in, by what the trust policy says of them. */
export class KeyChecks {
  /** The checks; none where the policy says nothing of the keys. */
  static make(statement, issued, policy) {
    const found = policy.compromisedKeys
      .filter((key) => key.log === statement.log
        && [statement.sealKey, statement.signingKey].some((own) => Bytes.equal(own, key.certificate)))
      .map((key) => KeyChecks.#byIndex(issued, key.fromIndex));
    const worst = found.find((check) => check.hasFailed) ?? found[0];
    return worst === undefined ? [] : [worst];
  }

  static #byIndex(issued, until) {
    const before = issued < until;
    return Check.of(
      standing, before,
      before ? `签名密钥自账本第 ${until} 条起不再可信，本证照签发于第 ${issued} 条，在此之前。` : `签名密钥自账本第 ${until} 条起不再可信，本证照签发于第 ${issued} 条，不在此之前。`,
      before ? `A key that signed does not count from log index ${until} on; the licence was issued at ${issued}, before that.`
        : `A key that signed does not count from log index ${until} on; the licence was issued at ${issued}, not before that.`);
  }
}

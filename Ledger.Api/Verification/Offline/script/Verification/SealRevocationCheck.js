import { CertificateChain } from '../Certificates/CertificateChain.js';
import { Check, CheckResult } from './Check.js';
import { FileRevocationCheck } from './FileRevocationCheck.js';

const hasFailed = ([check]) => check?.result === CheckResult.failed;

/** Whether the certificate that sealed an OFD, or stamped the seal, was revoked before. */
export const SealRevocationCheck = {
  /** The check in an array, by promise; empty where the certificate leads to no root, or no list of its issuer is at hand and the policy asks for
   * none. `stamp` proves that the seal is as old as that, `proven`, when the log signed the attached proof, that it is no older. */
  async make({ signer }, others, { stamp, proven }, policy, now) {
    const at = stamp?.time ?? proven ?? now;
    const chain = await CertificateChain.check(signer, others, policy.roots, signer.isValidAt(at) ? at : signer.notAfter);
    if (!chain.isTrusted) {
      return [];
    }

    const of = (signed) => FileRevocationCheck.make([{ path: chain.path, at: signed }], stamp === undefined ? [] : [stamp], undefined, [], policy, now);
    const checks = await of(at);
    return stamp?.time === undefined && !hasFailed(checks) && hasFailed(await of(now))
      ? [new Check(
        FileRevocationCheck.name, CheckResult.unknown, '签章证书已吊销，签章未带时间戳，无法判定签章是否早于吊销；请重新下载证照文件。',
        'The sealing certificate has been revoked, and no time stamp tells whether the seal was applied before that. Download the licence again.')]
      : checks;
  },
};

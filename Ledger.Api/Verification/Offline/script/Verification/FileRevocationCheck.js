import { RevocationList } from '../Certificates/RevocationList.js';
import { FormatError } from '../Encoding/FormatError.js';
import { CheckResult } from './Check.js';
import { RevocationChecks } from './RevocationChecks.js';

const maxLists = 64;
const weights = [CheckResult.passed, CheckResult.noted, CheckResult.unknown, CheckResult.failed];

/** Whether a certificate that signed or stamped a file was revoked before: by the verifier's lists and by those that came with the file. */
export const FileRevocationCheck = {
  name: 'file-revocation',

  /** The lists of a store; none where one is malformed, which the store's own check tells. */
  listsOf(store) {
    try {
      return (store?.revocationLists ?? []).slice(0, maxLists).map((der) => RevocationList.parse(der));
    } catch (error) {
      if (!(error instanceof FormatError)) {
        throw error;
      }

      return [];
    }
  },

  /** The worst that is to be said of any signer, in an array, by promise; empty where no list of theirs is at hand and the policy asks for none. */
  async make(signers, stamps, archive, lists, policy, now) {
    if (lists.length === 0 && policy.revocationLists.length === 0 && !policy.requiresRevocation) {
      return [];
    }

    const all = { requiresRevocation: policy.requiresRevocation, revocationLists: [...policy.revocationLists, ...lists] };
    const stampers = stamps.filter((stamp) => stamp.time !== undefined).map((stamp) => ({
      path: stamp.report.path,
      at: stamp.time,
      isStamp: true,
      later: archive?.time !== undefined && !archive.token.signer.equals(stamp.token.signer) ? archive.time : undefined,
    }));
    let worst;
    for (const signer of [...signers, ...stampers]) {
      const check = await RevocationChecks.ofSigner(FileRevocationCheck.name, { ...signer, kept: archive?.time }, all, now);
      if (check !== undefined && (worst === undefined || weights.indexOf(check.result) > weights.indexOf(worst.result))) {
        worst = check;
      }
    }

    return worst === undefined ? [] : [worst];
  },
};

import { TrustBundle } from '../Verification/TrustBundle.js';
import { TrustedVerifier } from '../Verification/TrustedVerifier.js';
import { VerdictText } from '../Verification/VerdictText.js';

/** The side that judges, in a thread of its own: a file that takes too long takes nobody's page along. */
export class VerificationWorker {
  static start() {
    globalThis.onmessage = async ({ data }) => {
      try {
        globalThis.postMessage(await VerificationWorker.judge(data));
      } catch (error) {
        globalThis.postMessage({ problem: String(error) });
      }
    };
  }

  /** The verdict on a file as a plain object, by promise.
   * @param {{file: Uint8Array, trust: Uint8Array, now: number}} question */
  static async judge({ file, trust, now }) {
    const { policy } = await TrustBundle.parse(trust);
    const verdict = await new TrustedVerifier(policy, now).verify(file);
    const { licence } = verdict;
    return {
      conclusion: verdict.conclusion,
      sentence: VerdictText.sentence(verdict),
      asOf: verdict.asOf,
      checks: verdict.checks.map(({ name, result, chinese, english, values }) => ({ name, result, compared: [chinese, english], values })),
      licence: licence && {
        identifier: licence.statement.identifier,
        name: licence.valueOf('ZZMC'),
        issuer: licence.valueOf('ZZBFJG'),
        fields: licence.fields.map(({ name, value }) => [name, value]),
      },
    };
  }
}

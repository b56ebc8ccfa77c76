import { TlogPolicy, noQuorum } from '../Transparency/TlogPolicy.js';
import { BeijingTime } from './BeijingTime.js';
import { Check, CheckResult } from './Check.js';

const name = 'quorum';

/** Whether those have cosigned a checkpoint whom the trust policy asks for. A log's own word is not enough then. */
export class QuorumCheck {
  /** The check, and the time by which the quorum had seen nothing newer; undefined where it is not met or not asked for.
   * @returns {Promise<{check: Check, time?: number}>} */
  static async make(checkpoint, policy) {
    if (policy === undefined || policy.quorum === noQuorum) {
      return { check: new Check(
        name, CheckResult.noted, '信任策略不要求见证：状态仅以账本自身的签名为准。',
        "The trust policy asks for no witnesses: the status rests on the log's own signature.") };
    }

    const report = await policy.evaluate(checkpoint);
    const check = report.failed.length > 0 ? QuorumCheck.#unusable(report.failed)
      : report.quorumTime !== undefined ? QuorumCheck.#met(policy, report)
      : QuorumCheck.#below(policy, report);
    return { check, time: report.quorumTime };
  }

  static #met(policy, report) {
    const asOf = BeijingTime.textOf(report.quorumTime);
    const witnesses = QuorumCheck.#names(policy, report, false);
    const auditors = QuorumCheck.#names(policy, report, true);
    return new Check(
      name, CheckResult.passed,
      `见证满足信任策略（${policy.quorum}），截至 ${asOf}（北京时间）未见更新的检查点；见证：${witnesses}；重算双树与状态图：${auditors}。`,
      `The witnesses satisfy the trust policy (${policy.quorum}): as of ${asOf} (Beijing time) they had seen no newer checkpoint. `
        + `Witnessed by ${witnesses}; trees and map recomputed by ${auditors}.`);
  }

  static #below(policy, report) {
    const signed = QuorumCheck.#signers(policy, report).map((witness) => witness.name).join(', ');
    const missing = QuorumCheck.#unmet(policy, policy.witnessed(report.cosignatures), policy.quorum).join('; ');
    return new Check(
      name, CheckResult.unknown,
      `见证未达信任策略要求；已见证：${signed || '无'}；缺：${missing}。`,
      `The checkpoint is below quorum: cosigned by ${signed || 'nobody'}; missing: ${missing}.`);
  }

  /** Whoever adds a bad line spoils the note; that must neither make a good licence invalid nor any licence valid. */
  static #unusable(failed) {
    const names = failed.map((key) => key.name).join(', ');
    return new Check(
      name, CheckResult.unknown, `检查点附有 ${names} 的无效签名，按签名规则整体不予采信。`,
      `The checkpoint carries a signature of ${names} that does not verify: by the rule of signed notes none of it counts.`);
  }

  /** One line for each group that lacks members: the quorum's own first, then those of its members that are groups of several. */
  static #unmet(policy, witnessed, wanted) {
    const group = policy.groups.find((other) => other.name === wanted);
    if (!group) {
      return [wanted];
    }

    const absent = group.members.filter((member) => !witnessed.has(member));
    const inner = absent
      .filter((member) => policy.groups.some((other) => other.name === member && other.members.length > 1))
      .flatMap((member) => QuorumCheck.#unmet(policy, witnessed, member));
    return [`${wanted} ${group.members.length - absent.length}/${group.threshold} (${absent.join(', ')})`, ...inner];
  }

  static #signers(policy, report) {
    return policy.witnesses.filter((witness) => report.cosignatures.some((signature) => signature.verifier.equals(witness.key)));
  }

  static #names(policy, report, areAuditors) {
    const names = QuorumCheck.#signers(policy, report).filter((witness) => TlogPolicy.isMapAuditor(witness) === areAuditors);
    return names.map((witness) => witness.name).join(', ') || '—';
  }
}

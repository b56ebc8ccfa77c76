import { TlogPolicy, noQuorum } from '../Transparency/TlogPolicy.js';
import { BeijingTime } from './BeijingTime.js';
import { Check, CheckResult } from './Check.js';
import { witnessWords } from './WitnessWords.js';

const name = 'quorum';
const inChinese = (names) => names.map(witnessWords).join('、') || '—';
const inEnglish = (names) => names.join(', ') || '—';

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
      `见证满足信任策略（${witnessWords(policy.quorum)}），截至 ${asOf}（北京时间）未见更新的检查点；见证：${inChinese(witnesses)}；重算双树与状态图：${inChinese(auditors)}。`,
      `The witnesses satisfy the trust policy (${policy.quorum}): as of ${asOf} (Beijing time) they had seen no newer checkpoint. `
        + `Witnessed by ${inEnglish(witnesses)}; trees and map recomputed by ${inEnglish(auditors)}.`);
  }

  static #below(policy, report) {
    const signed = QuorumCheck.#signers(policy, report).map((witness) => witness.name);
    const witnessed = policy.witnessed(report.cosignatures);
    const missing = QuorumCheck.#unmet(policy, witnessed, policy.quorum, (other) => other).join('; ');
    const missingChinese = QuorumCheck.#unmet(policy, witnessed, policy.quorum, witnessWords).join('；');
    return new Check(
      name, CheckResult.unknown,
      `见证未达信任策略要求；已见证：${signed.length === 0 ? '无' : inChinese(signed)}；缺：${missingChinese}。`,
      `The checkpoint is below quorum: cosigned by ${signed.length === 0 ? 'nobody' : inEnglish(signed)}; missing: ${missing}.`);
  }

  /** Whoever adds a bad line spoils the note; that must neither make a good licence invalid nor any licence valid. */
  static #unusable(failed) {
    const names = failed.map((key) => key.name).join(', ');
    return new Check(
      name, CheckResult.unknown, `检查点附有 ${names} 的无效签名，按签名规则整体不予采信。`,
      `The checkpoint carries a signature of ${names} that does not verify: by the rule of signed notes none of it counts.`);
  }

  /** One line for each group that lacks members: the quorum's own first, then those of its members that are groups of several. */
  static #unmet(policy, witnessed, wanted, say) {
    const group = policy.groups.find((other) => other.name === wanted);
    if (!group) {
      return [say(wanted)];
    }

    const absent = group.members.filter((member) => !witnessed.has(member));
    const inner = absent
      .filter((member) => policy.groups.some((other) => other.name === member && other.members.length > 1))
      .flatMap((member) => QuorumCheck.#unmet(policy, witnessed, member, say));
    return [`${say(wanted)} ${group.members.length - absent.length}/${group.threshold} (${absent.map(say).join(', ')})`, ...inner];
  }

  static #signers(policy, report) {
    return policy.witnesses.filter((witness) => report.cosignatures.some((signature) => signature.verifier.equals(witness.key)));
  }

  static #names(policy, report, areAuditors) {
    return QuorumCheck.#signers(policy, report).filter((witness) => TlogPolicy.isMapAuditor(witness) === areAuditors).map((witness) => witness.name);
  }
}

import { Bytes } from '../Encoding/Bytes.js';
import { FormatError } from '../Encoding/FormatError.js';
import { Sm3 } from '../Hashing/Sm3.js';
import { BeijingTime } from './BeijingTime.js';
import { Check, CheckResult } from './Check.js';
import { CopyDocument } from './CopyDocument.js';
import { CopySignatureChecks } from './CopySignatureChecks.js';

const clockLeeway = 5 * 60 * 1000;

/**
 * Judges a copy for one use (加注件): that the issuing authority made it of this very licence and that it has not expired. For whom
 * and for what it is stands in the verdict; who holds it up against that is the person who reads it.
 */
export class CopyVerifier {
  #policy;
  #now;

  constructor(policy, now) {
    this.#policy = policy;
    this.#now = now;
  }

  /** What the attached copy says, undefined where none can be read, and its checks, by promise; one that fails where a part of a licence
   * comes without; none for a licence itself.
   * @param {Uint8Array} [bytes] `copy.json`; undefined where none came. */
  async make(bytes, licence) {
    if (licence === undefined || (bytes === undefined && licence.part === undefined)) {
      return { checks: [] };
    }

    if (bytes === undefined) {
      return { checks: [Check.of(
        'copy', false, '文件只列出部分照面，却未附加注件信息。', 'The file shows a part of the licence only, but does not say for which use: no copy.json.')] };
    }

    let document;
    try {
      document = CopyDocument.parse(bytes);
    } catch (error) {
      if (!(error instanceof FormatError)) {
        throw error;
      }

      return { checks: [Check.of('copy-form', false, '加注件信息不符合格式。', `The copy's statement is malformed: ${error.message}`)] };
    }

    const { statement } = document;
    const checks = [
      CopyVerifier.#restrictions(statement, licence),
      CopyVerifier.#ofLicence(statement, licence),
      ...await CopySignatureChecks.make(document, this.#policy),
      this.#expiry(statement),
      new Check(
        'copy-recipient', CheckResult.noted, `未说明由谁核验：本件仅供 ${statement.recipient} 使用。`,
        `Who verifies was not said: this copy is for ${statement.recipient} only.`),
      new Check(
        'copy-purpose', CheckResult.noted, `未说明用途：本件仅可用于“${statement.purpose}”。`,
        `What for was not said: this copy is for "${statement.purpose}" only.`),
      new Check(
        'copy-standing', CheckResult.noted, '未联网查询加注件此后是否被撤回。', 'Whether the copy was withdrawn since it was written was not asked of the log.'),
    ];
    return { statement, checks };
  }

  static #restrictions(copy, licence) {
    const [partChinese, partEnglish] = licence.part === undefined ? ['', ''] : [
      `，只列出 ${licence.fields.length}/${licence.statement.fieldCount} 项照面`, `, showing ${licence.fields.length} of ${licence.statement.fieldCount} fields`];
    const [made, end] = [BeijingTime.textOf(copy.madeAt), BeijingTime.textOf(copy.expiresAt)];
    return new Check(
      'copy', CheckResult.noted,
      `加注件：仅供 ${copy.recipient} 用于“${copy.purpose}”；${copy.maker} 于 ${made} 制作，有效至 ${end}（北京时间），编号 ${copy.serial}${partChinese}。`,
      `A copy for one use: for ${copy.recipient} only, for "${copy.purpose}"; made by ${copy.maker} at ${made}, `
        + `good until ${end} (Beijing time), serial ${copy.serial}${partEnglish}.`);
  }

  static #ofLicence(copy, licence) {
    const { statement, part, fields } = licence;
    const isSame = ['identifier', 'handle', 'log', 'issuer'].every((member) => copy[member] === statement[member])
      && Bytes.equal(copy.licenceStatement, Sm3.hash(statement.bytes));
    const isShown = copy.shown === undefined ? part === undefined
      : part !== undefined && copy.shown.length === fields.length && copy.shown.every((name, i) => name === fields[i].name);
    return Check.of(
      'copy-licence', isSame && isShown,
      !isSame ? '加注件信息属于另一份证照。' : !isShown ? '列出的照面不是加注件所准许的。' : '加注件信息正是本证照的，列出的照面与其一致。',
      !isSame ? "The copy's statement is of another licence."
        : !isShown ? 'The fields shown are not those that the copy names.'
        : "The copy's statement is of this licence and names the fields shown.");
  }

  #expiry(copy) {
    const name = 'copy-expiry';
    const end = BeijingTime.textOf(copy.expiresAt);
    if (this.#now < copy.madeAt) {
      return new Check(
        name, this.#now >= copy.madeAt - clockLeeway ? CheckResult.passed : CheckResult.unknown,
        '本机时钟早于加注件的制作时间。', 'This clock is behind the moment at which the copy was made.');
    }

    const stands = this.#now <= copy.expiresAt;
    return Check.of(
      name, stands,
      stands ? `加注件在有效期内（至 ${end}）。` : `加注件已过期：有效至 ${end}（北京时间）。`,
      stands ? `The copy has not expired (good until ${end}).` : `The copy has expired: it was good until ${end} (Beijing time).`);
  }
}

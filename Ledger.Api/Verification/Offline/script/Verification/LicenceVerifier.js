import { Bytes } from '../Encoding/Bytes.js';
import { FormatError } from '../Encoding/FormatError.js';
import { MapKey, MapNamespace } from '../Transparency/MapKey.js';
import { StatusBundle } from '../Transparency/StatusBundle.js';
import { AnchorChecks } from './AnchorChecks.js';
import { Check, CheckResult } from './Check.js';
import { DocumentChecks } from './DocumentChecks.js';
import { FreshnessCheck } from './FreshnessCheck.js';
import { IssueChecks } from './IssueChecks.js';
import { KeyChecks } from './KeyChecks.js';
import { LicenceDocument } from './LicenceDocument.js';
import { QuorumCheck } from './QuorumCheck.js';
import { SealStanding } from './SealStanding.js';
import { RevocationChecks } from './RevocationChecks.js';
import { StatusChecks } from './StatusChecks.js';
import { StatusLinks } from './StatusLinks.js';
import { Verdict } from './Verdict.js';

/** Judges one licence from bytes alone: the document, the proof that travels with it, the verifier's own trust policy and clock. */
export class LicenceVerifier {
  #policy;
  #now;

  constructor(policy, now) {
    this.#policy = policy;
    this.#now = now;
  }

  /** Checks everything there is to check and says why; malformed input is a failed check. By promise. */
  async verify(document, proof, sealProof) {
    let [licence, bundle] = [undefined, undefined];
    try {
      licence = LicenceDocument.parse(document);
      bundle = StatusBundle.parse(proof);
    } catch (error) {
      if (!(error instanceof FormatError)) {
        throw error;
      }

      return new Verdict([Check.of('document-form', false, '证照数据或证明不符合格式。', `The licence or its proof is malformed: ${error.message}`)]);
    }

    const checks = [
      Check.of('document-form', true, '证照数据与证明格式正确。', 'The licence and its proof are well formed.'),
      ...await DocumentChecks.make(licence, this.#policy),
    ];
    const log = this.#policy.logOf(licence.statement.log);
    if (log === undefined) {
      checks.push(new Check(
        'log-trusted', CheckResult.unknown,
        `信任策略中没有账本 ${licence.statement.log}。`, `The trust policy does not name the log ${licence.statement.log}.`));
      return new Verdict(checks, undefined, licence);
    }

    return this.#judge(licence, bundle, sealProof, log, checks);
  }

  async #judge(licence, bundle, sealProof, log, checks) {
    const { statement } = licence;
    const mapKey = MapKey.of(statement.log, MapNamespace.licence, Bytes.fromHex(statement.handle, 16));
    const links = await StatusLinks.follow(bundle, mapKey, log);
    const issue = links.hold ? IssueChecks.make(links, statement) : [];
    checks.push(...links.checks, ...issue);
    if (!links.hold || issue.some((check) => check.result !== CheckResult.passed)) {
      return new Verdict(checks, undefined, licence);
    }

    checks.push(await SealStanding.make(licence, links, sealProof, log));
    checks.push(...await RevocationChecks.make(licence, bundle.events[0].leaf.time, this.#policy, this.#now));
    checks.push(...KeyChecks.make(statement, bundle.events[0].index, this.#policy));
    const { check: quorum, time } = await QuorumCheck.make(bundle.checkpoint, log.witnesses);
    const isWitnessed = time !== undefined;
    const asOf = time ?? bundle.mapCommit.time;
    const freshness = FreshnessCheck.make(asOf, isWitnessed, this.#now, this.#policy.maximumAge);
    checks.push(
      new Check('status-source', CheckResult.noted, '未联网查询最新状态，依据文件自带证明。', "No newer status was asked for; the file's own proof counts."),
      ...StatusChecks.now({ bundle, quorum, freshness, asOf, isWitnessed }, statement, this.#now),
      ...await AnchorChecks.make(links));
    return new Verdict(checks, asOf, licence, isWitnessed);
  }
}

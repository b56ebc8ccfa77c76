import { CertificateChain } from '../Certificates/CertificateChain.js';
import { CertificateRevocation, RevocationFinding } from '../Certificates/CertificateRevocation.js';
import { RevocationReasons } from '../Certificates/RevocationEntries.js';
import { Bytes } from '../Encoding/Bytes.js';
import { FormatError } from '../Encoding/FormatError.js';
import { ESealSignature } from '../ESeals/ESealSignature.js';
import { BeijingTime } from './BeijingTime.js';
import { Check, CheckResult } from './Check.js';

const name = 'certificate-revocation';
const keyCompromise = 1;
const authorityCompromise = 2;
// Somebody else may have the key: then no time that it vouches for counts (RFC 3161, 4).
const isStolen = ({ reason }) => reason === keyCompromise || reason === authorityCompromise;
const chinese = ({ reason }) => RevocationReasons.get(reason)[1];
const english = ({ reason }) => RevocationReasons.get(reason)[0];

/** What the revocation lists of the trust policy say of the certificates behind a signature. */
export class RevocationChecks {
  /** The check of the certificates that signed a licence, as of the log's own time of the issue; none where the policy has no list of
   * theirs and asks for none. By promise. */
  static async make(licence, issued, policy, now) {
    let seal;
    try {
      seal = ESealSignature.parse(licence.seal);
    } catch (error) {
      if (!(error instanceof FormatError)) {
        throw error;
      }

      return []; // told by the seal's own checks
    }

    const of = (signer, at) => RevocationChecks.#of(signer, licence.certificates, at, policy, now);
    const reports = [await of(seal.signer, issued)];
    if (licence.signingCertificate !== undefined) {
      reports.push(await of(licence.signingCertificate, issued));
    }

    // The seal was made before. Only where its maker's key was compromised is the day in it no evidence.
    const { maker } = seal.seal;
    const report = await of(maker, issued);
    const isWithdrawn = report.finding === RevocationFinding.revoked && !isStolen(report.entry);
    reports.push(isWithdrawn ? await of(maker, seal.seal.createdAt) : report);
    return RevocationChecks.#toCheck(name, reports, issued, policy);
  }

  /** The check of one signer of a file, under another name, by promise; undefined where there is no list of an issuer on its path, and the policy
   * asks for none. A signer as ProvenSigner in Ledger.Crypto: `path`, `at`, and where they are known `isStamp`, `later`, `kept`. */
  static async ofSigner(checkName, signer, policy, now) {
    const { path, at, isStamp, later, kept } = signer;
    const report = await CertificateRevocation.check(path, policy.revocationLists, at, now);
    const { entry } = report;
    if (report.finding !== RevocationFinding.revoked && isStamp && entry !== undefined && isStolen(entry) && !(later < entry.since)) {
      return new Check(
        checkName, CheckResult.unknown,
        `时间戳机构的证书自 ${BeijingTime.textOf(entry.since)} 起吊销（${chinese(entry)}），其时间戳不再能证明时间。`,
        `The time-stamping authority's certificate was revoked as of ${BeijingTime.textOf(entry.since)} (${english(entry)}): its stamps prove no time any more.`);
    }

    const wasCurrent = report.finding === RevocationFinding.expired && kept !== undefined && !policy.requiresRevocation
      && (await CertificateRevocation.check(path, policy.revocationLists, at, kept)).finding === RevocationFinding.notRevoked;
    return wasCurrent
      ? Check.of(
        checkName, true, '文件加盖时间戳时有效的吊销列表未吊销签名所用的证书。',
        'The revocation lists that were current when the file was stamped do not revoke a certificate that signed before that.')
      : RevocationChecks.#toCheck(checkName, [report], at, policy)[0];
  }

  static async #of(signer, others, at, policy, now) {
    const chain = await CertificateChain.check(signer, others, policy.roots, signer.isValidAt(at) ? at : signer.notAfter);
    return chain.isTrusted
      ? CertificateRevocation.check(chain.path, policy.revocationLists, at, now)
      : { finding: RevocationFinding.noList, reason: 'The certificate leads to no trusted root.', certificate: signer };
  }

  static #toCheck(checkName, reports, at, policy) {
    const revoked = reports.find((report) => report.finding === RevocationFinding.revoked);
    const signed = BeijingTime.textOf(at);
    if (revoked) {
      const { entry, certificate, reason } = revoked;
      return [Check.of(
        checkName, false,
        `证书 ${Bytes.toHex(certificate.serialNumberBytes)} 已于 ${BeijingTime.textOf(entry.since)} 起吊销（${chinese(entry)}），签名证明于 ${signed}（北京时间），不早于吊销。`,
        `${reason} The signature is proven as of ${signed} (Beijing time), which is not before.`)];
    }

    const worst = reports.reduce((first, report) => (report.finding > first.finding ? report : first));
    if (worst.finding === RevocationFinding.notRevoked) {
      return [RevocationChecks.#passed(checkName, reports, signed)];
    }

    return worst.finding === RevocationFinding.noList && !policy.requiresRevocation ? [] : [new Check(
      checkName, policy.requiresRevocation ? CheckResult.unknown : CheckResult.noted,
      worst.finding === RevocationFinding.expired ? '吊销列表已过期，其后是否吊销不得而知。' : '没有签发者的吊销列表，无法判定证书是否被吊销。',
      worst.reason)];
  }

  static #passed(checkName, reports, signed) {
    const later = reports.map((report) => report.entry).find((entry) => entry !== undefined);
    return Check.of(
      checkName, true,
      later === undefined ? '吊销列表未吊销签名所用的证书。'
        : `签名证明于 ${signed}（北京时间），早于证书吊销（${BeijingTime.textOf(later.since)}，${chinese(later)}）。`,
      later === undefined ? 'No revocation list revokes a certificate that signed.'
        : `The signature is proven as of ${signed} (Beijing time), before its certificate was revoked (${BeijingTime.textOf(later.since)}, ${english(later)}).`);
  }
}

import { CertificateChain, ChainFault } from '../Certificates/CertificateChain.js';
import { SignedData } from '../Certificates/SignedData.js';
import { FormatError } from '../Encoding/FormatError.js';
import { SignatureAlgorithm } from '../Signing/VerifyingKey.js';
import { BeijingTime } from './BeijingTime.js';
import { Check, CheckResult } from './Check.js';
import { FileRevocationCheck } from './FileRevocationCheck.js';
import { FileStamp } from './FileStamp.js';
import { fileStoreCheck } from './FileStoreCheck.js';
import { fileTimeCheck } from './FileTimeCheck.js';

/** The signatures of a licence's PDF: both by the issuing authority, at a time that the stamps prove, with nothing in them that nobody vouches for. */
export class FileSignatureChecks {
  #policy;
  #issuer;
  #proven;
  #now;

  // What each signature's path needs, and its stamp's, in the order in which our writer puts it into the store.
  #needed = [];
  #signers = [];
  #leadsNowhere = false;

  constructor(policy, issuer, proven, now) {
    [this.#policy, this.#issuer, this.#proven, this.#now] = [policy, issuer, proven, now];
  }

  /** The checks of all signatures, stamps and of the security store; by promise. */
  async make(reading) {
    const of = (kind) => reading.signatures.find((signature) => signature.kind === kind);
    const [first, second, stamp] = [FileSignatureChecks.#message(of('Certifying')), FileSignatureChecks.#message(of('National')), of('TimeStamp')];
    const { roots } = this.#policy;
    const archive = stamp && await FileStamp.of('文档时间戳', 'document time stamp', stamp.message, stamp.signed, roots);
    const firstStamp = await this.#stampOf(first, 'PDF 签名的时间戳', 'time stamp of the PDF signature');
    const secondStamp = await this.#stampOf(second, 'SM2 签名的时间戳', 'time stamp of the SM2 signature');
    const checks = [await this.#signature(
      'file-signature', 'PDF 签名', 'The PDF signature', first, SignatureAlgorithm.p256, firstStamp, archive)];
    if (second !== undefined) {
      checks.push(await this.#signature(
        'file-signature-sm2', 'PDF 的 SM2 签名', 'The SM2 signature of the PDF', second, SignatureAlgorithm.sm2, secondStamp, archive));
    }

    const stamps = [firstStamp, secondStamp, archive].filter((judged) => judged !== undefined);
    checks.push(fileTimeCheck(stamps, firstStamp !== undefined, secondStamp !== undefined, archive !== undefined, this.#now));
    const lists = FileRevocationCheck.listsOf(reading.store);
    checks.push(...await FileRevocationCheck.make(this.#signers, stamps, archive, lists, this.#policy, this.#now));
    if (reading.store !== undefined) {
      checks.push(await fileStoreCheck(reading.store, lists, this.#needed, this.#leadsNowhere || stamps.some((judged) => !judged.report.isTrusted)));
    }

    return checks;
  }

  /** A signature's message, as read; without data where it is malformed. */
  static #message(revision) {
    if (revision === undefined) {
      return undefined;
    }

    try {
      return { revision, data: SignedData.parse(revision.message), problem: '' };
    } catch (error) {
      if (!(error instanceof FormatError)) {
        throw error;
      }

      return { revision, data: undefined, problem: error.message };
    }
  }

  async #stampOf(message, chinese, english) {
    const data = message?.data;
    return data?.timeStamp && FileStamp.of(chinese, english, data.timeStamp, data.signatureBytes, this.#policy.roots);
  }

  /** One signature, which must be the issuing authority's own. */
  async #signature(name, chinese, english, message, algorithm, stamp, archive) {
    const needed = [];
    this.#needed.push(needed);
    const cms = message.data;
    if (cms === undefined) {
      return Check.of(name, false, `${chinese}编码错误。`, `${english} is malformed: ${message.problem}`);
    }

    const fault = await cms.faultOf(message.revision.signed);
    if (fault === SignedData.otherContent) {
      return Check.of(name, false, `${chinese}与文件内容不符：文件在签名之后被改动。`, `${english} does not fit the file: it was altered after it was signed.`);
    }

    if (fault !== undefined) {
      return Check.of(name, false, `${chinese}无效。`, `${english} is not valid: ${fault}`);
    }

    if (cms.signer.subjectCode !== this.#issuer || cms.signer.publicKey.algorithm !== algorithm) {
      return Check.of(
        name, false,
        `${chinese}由 ${cms.signer.subjectName} 作出，而证照由 ${this.#issuer} 颁发。`,
        `${english} is by ${cms.signer.subjectName}, the licence is issued by ${this.#issuer}.`);
    }

    const trust = await this.#trust(name, chinese, english, cms, stamp?.time ?? archive?.time, needed);
    needed.push(...stamp?.report.path ?? []);
    return trust;
  }

  /**
   * The certificate must have been valid at the time that a stamp proves; without one now. What was valid when the log signed the attached proof and
   * has expired since may have signed in time or not.
   */
  async #trust(name, chinese, english, cms, stamped, needed) {
    const chainAt = (time) => CertificateChain.check(cms.signer, cms.certificates, this.#policy.roots, time);
    const chain = await chainAt(stamped ?? this.#now);
    this.#leadsNowhere ||= !chain.isTrusted;
    needed.push(...chain.path);
    if (chain.isTrusted) {
      this.#signers.push({ path: chain.path, at: stamped ?? this.#now });
    }

    const isNeeded = (certificate) => chain.path.some((other) => other.equals(certificate));
    if (chain.isTrusted && (cms.hasOtherUnsignedAttributes || !cms.certificates.every(isNeeded))) {
      return Check.of(name, false, `${chinese}中夹带无关内容。`, `${english} carries something that it does not need.`);
    }

    const organisation = cms.signer.subjectOrganisation ?? '';
    const when = stamped === undefined ? '' : BeijingTime.textOf(stamped);
    if (chain.fault === ChainFault.none) {
      return new Check(
        name, CheckResult.passed,
        `${chinese}由 ${organisation} 作出${stamped === undefined ? '' : `，不晚于 ${when}（北京时间）`}。`,
        `${english} is by ${organisation}${stamped === undefined ? '' : `, made no later than ${when} (Beijing time)`}.`);
    }

    if (chain.fault === ChainFault.issuerUnknown) {
      return new Check(
        name, CheckResult.unknown, `${chinese}证书不指向受信任的根。`, `${english}: the signer's certificate leads to no trusted root.`);
    }

    const hasExpiredSince = stamped === undefined && chain.fault === ChainFault.expired && this.#proven !== undefined && (await chainAt(this.#proven)).isTrusted;
    return hasExpiredSince
      ? new Check(
        name, CheckResult.unknown, `${chinese}证书已过期，无法判定签名是否早于过期；请重新下载证照文件。`,
        `${english}: the signer's certificate has expired; whether it signed before that nobody can tell. Download the licence again.`)
      : new Check(name, CheckResult.failed, `${chinese}证书链无效。`, `${english}: the signer's certificate chain is not valid: ${chain.reason}`);
  }
}

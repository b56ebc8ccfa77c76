import { CertificateChain, ChainFault } from '../Certificates/CertificateChain.js';
import { SignedData } from '../Certificates/SignedData.js';
import { FormatError } from '../Encoding/FormatError.js';
import { Check, CheckResult } from './Check.js';
import { IdentifierCheck, LicenceIdentifier } from './LicenceIdentifier.js';

/** What makes a person's picture and a program's data one: the PDF is the issuing authority's, whole, and says what was signed. */
export class FileChecks {
  /** The checks of a file whose licence data have been judged by themselves; by promise. */
  static async make(reading, alone, policy, now) {
    const isIntact = reading.isAsSigned && reading.signatures.length === 1 && reading.signatures[0].coversWholeFile;
    const checks = [Check.of(
      'file-intact', isIntact,
      isIntact ? '唯一的签名覆盖整个文件，签名之后没有任何追加。' : '文件在签名之后被改动。',
      isIntact ? 'The one signature covers the whole file; nothing follows it.' : 'The file was changed after it was signed.')];
    if (alone.licence !== undefined) {
      for (const revision of reading.signatures) {
        checks.push(await FileChecks.#signature(revision, alone.licence.statement.issuer, alone.asOf, policy, now));
      }

      checks.push(FileChecks.#identifier(alone.licence.statement), FileChecks.#face(alone.licence));
    }

    return checks;
  }

  /** The PAdES signature, which must be the issuing authority's own. */
  static async #signature(revision, issuer, proven, policy, now) {
    const name = 'file-signature';
    let cms;
    try {
      cms = SignedData.parse(revision.message);
    } catch (error) {
      if (!(error instanceof FormatError)) {
        throw error;
      }

      return Check.of(name, false, 'PDF 签名编码错误。', `The PDF signature is malformed: ${error.message}`);
    }

    const fault = await cms.faultOf(revision.signed);
    if (fault !== undefined) {
      return Check.of(name, false, 'PDF 签名无效。', `The PDF signature is not valid: ${fault}`);
    }

    if (cms.signer.subjectCode !== issuer) {
      return Check.of(
        name, false,
        `PDF 由 ${cms.signer.subjectName} 签名，而证照由 ${issuer} 颁发。`,
        `The PDF is signed by ${cms.signer.subjectName}, the licence is issued by ${issuer}.`);
    }

    return FileChecks.#trust(name, cms, proven, policy, now);
  }

  /**
   * The signature names no time that could be believed, so the certificate must be valid now. One that was valid when the log
   * signed the attached proof and has expired since may have signed in time or not.
   */
  static async #trust(name, cms, proven, policy, now) {
    const chainAt = (time) => CertificateChain.check(cms.signer, cms.certificates, policy.roots, time);
    const chain = await chainAt(now);
    const organisation = cms.signer.subjectOrganisation ?? '';
    if (chain.fault === ChainFault.none) {
      return new Check(name, CheckResult.passed, `PDF 由 ${organisation} 签名（PAdES）。`, `The PDF is signed by ${organisation} (PAdES).`);
    }

    if (chain.fault === ChainFault.issuerUnknown) {
      return new Check(
        name, CheckResult.unknown, 'PDF 签名证书不指向受信任的根。', "The PDF signer's certificate leads to no trusted root.");
    }

    const hasExpiredSince = chain.fault === ChainFault.expired && proven !== undefined && (await chainAt(proven)).isTrusted;
    return hasExpiredSince
      ? new Check(
        name, CheckResult.unknown, 'PDF 签名证书已过期，无法判定签名是否早于过期；请重新下载证照文件。',
        "The PDF signer's certificate has expired; whether it signed before that nobody can tell. Download the licence again.")
      : new Check(name, CheckResult.failed, 'PDF 签名证书链无效。', `The PDF signer's certificate chain is not valid: ${chain.reason}`);
  }

  /** The identifier names type, issuer and version itself; they must be those of the statement. */
  static #identifier(statement) {
    const name = 'identifier';
    const identifier = LicenceIdentifier.tryParse(statement.identifier);
    if (identifier === undefined) {
      return Check.of(name, false, '证照标识不符合 GB/T 36904。', 'The identifier is not of the form of GB/T 36904.');
    }

    const isOwn = identifier.type === statement.type && identifier.issuer === statement.issuer && identifier.version === statement.version;
    if (!isOwn) {
      return Check.of(
        name, false, '证照标识中的类型、颁发机构或版本与证照不符。', 'The identifier names another type, issuer or version than the licence.');
    }

    switch (identifier.check) {
      case IdentifierCheck.correct: return Check.of(
        name, true, '证照标识的格式、校验位与内容正确。', 'The identifier, its parts and its check character are right.');
      case IdentifierCheck.legacyVariant: return new Check(
        name, CheckResult.noted, '校验位不符合 GB/T 17710；与已知的山东省偏移实现一致 (legacy-variant)',
        'The check character does not follow GB/T 17710; it agrees with a known offset implementation in Shandong (legacy-variant)');
      default: return Check.of(name, false, '证照标识校验位错误。', "The identifier's check character is wrong.");
    }
  }

  /** What is printed of issuer, type and dates is what the statement says and the certificate names (GB/T 36903-2018 short names). */
  static #face(licence) {
    const { statement } = licence;
    const expected = [
      ['ZZBS', statement.identifier],
      ['ZZLXDM', statement.type],
      ['ZZBFJGDM', statement.issuer],
      ['ZZBFJG', licence.signingCertificate?.subjectOrganisation],
      ['ZZBFRQ', statement.issuedOn],
      ['ZZYXQQSRQ', statement.validFrom],
      ['ZZYXQJZRQ', statement.validTo ?? '长期'],
    ];
    const wrong = expected.filter(([field, value]) => licence.valueOf(field) !== value).map(([field]) => field).join(' ');
    return Check.of(
      'face', wrong === '',
      wrong === '' ? '照面的颁发机构、类型与日期同签名内容一致。' : `照面与签名内容不一致：${wrong}。`,
      wrong === '' ? 'Issuer, type and dates as printed are those that were signed.' : `What is printed is not what was signed: ${wrong}.`);
  }
}

import { PdfIntegrity } from '../Documents/PdfRevisions.js';
import { Check, CheckResult } from './Check.js';
import { FileSignatureChecks } from './FileSignatureChecks.js';
import { IdentifierCheck, LicenceIdentifier } from './LicenceIdentifier.js';

/** What makes a person's picture and a program's data one: the PDF is the issuing authority's, whole, and says what was signed. */
export class FileChecks {
  /** The checks of a file whose licence data have been judged by themselves; by promise. */
  static async make(reading, alone, policy, now) {
    const checks = [FileChecks.#intact(reading)];
    if (alone.licence !== undefined) {
      checks.push(
        ...await new FileSignatureChecks(policy, alone.licence.statement.issuer, alone.asOf, now).make(reading),
        ...FileChecks.ofData(alone.licence));
    }

    return checks;
  }

  /** The checks of what the data themselves say of identifier and face, whatever the file's format. */
  static ofData(licence) {
    return [FileChecks.#identifier(licence.statement), FileChecks.#face(licence)];
  }

  /** The file is what was signed, no more and no less. */
  static #intact(reading) {
    const name = 'file-intact';
    switch (reading.integrity) {
      case PdfIntegrity.asSigned: return reading.signatures.length === 1
        ? Check.of(name, true, '唯一的签名所指是整个文件，此后没有任何追加；内容有无改动，由签名本身判定。', 'The one signature is of the whole file, and nothing follows it; whether what it is of was changed, the signature itself tells.')
        : Check.of(
          name, true, '文件各修订版的签名与验证材料齐全、形式正确，此外没有任何追加。',
          'The file has every revision that its signatures announce, each in its right form, and nothing else.');
      case PdfIntegrity.shortened: return Check.of(
        name, false, '文件被截短：缺少应有的签名或验证材料。', 'The file was cut short: a signature or what belongs to it is missing.');
      default: return Check.of(
        name, false, `文件在签名之后被改动：末尾 ${reading.added} 字节是追加或改动的，不是所签内容。`,
        `The file was changed after it was signed: ${reading.added} ${reading.added === 1 ? 'byte at its end was' : 'bytes at its end were'} added or altered.`);
    }
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

  /** What the data have of issuer, type and dates is what the statement says and the certificate names (GB/T 36903-2018 short names). */
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
      wrong === '' ? '证照数据中的颁发机构、类型与日期同签名内容一致。' : `证照数据与签名内容不一致：${wrong}。`,
      wrong === '' ? "Issuer, type and dates in the licence's data are those that were signed." : `What the licence's data says is not what was signed: ${wrong}.`);
  }
}

import { CertificateChain, ChainFault } from '../Certificates/CertificateChain.js';
import { Bytes } from '../Encoding/Bytes.js';
import { SignatureAlgorithm } from '../Signing/VerifyingKey.js';
import { BeijingTime } from './BeijingTime.js';
import { Check, CheckResult } from './Check.js';
import { SealChecks } from './SealChecks.js';

/** What the document says by itself: its fields stand under the signed root, and the department signed it twice. */
export class DocumentChecks {
  /** By promise. */
  static async make(licence, policy) {
    const { statement, fields } = licence;
    const root = await licence.fieldsRoot();
    const agree = root !== undefined && Bytes.equal(root, statement.fieldsRoot);
    const [ofChinese, ofEnglish] = licence.part === undefined ? ['', '']
      : [`（共 ${statement.fieldCount} 项，其余未列出）`, ` of ${statement.fieldCount}, the others not shown,`];
    return [
      Check.of(
        'fields', agree,
        `证照数据 ${fields.length} 项${ofChinese}与签名中的字段根${agree ? '一致' : '不一致'}。`,
        `The data's ${fields.length} fields${ofEnglish} ${agree ? 'agree' : 'do not agree'} with the signed root.`),
      ...await SealChecks.make(licence, policy),
      await DocumentChecks.#signature(licence, policy),
    ];
  }

  /** The P-256 signature beside the seal, by a certificate of the same authority. */
  static async #signature(licence, policy) {
    const name = 'signature-es256';
    const { statement, signingCertificate: signer } = licence;
    const isOwn = signer?.subjectCode === statement.issuer && signer.maySignDocuments && signer.publicKey.algorithm === SignatureAlgorithm.p256;
    if (!isOwn) {
      return Check.of(name, false, '签名证书不属于颁发机构。', "The signing certificate is not the issuing authority's.");
    }

    if (!await signer.publicKey.verify(statement.bytes, licence.signature)) {
      return Check.of(name, false, 'ES256 签名与证照内容不匹配。', 'The ES256 signature does not fit the statement.');
    }

    const chain = await CertificateChain.check(signer, licence.certificates, policy.roots, DocumentChecks.#signingDay(statement, signer));
    return DocumentChecks.trustOf(
      name, chain, `ES256 签名由 ${signer.subjectOrganisation ?? ''} 作出。`, `The ES256 signature is by ${signer.subjectOrganisation ?? ''}.`);
  }

  /** A chain that leads to a root passes; one that leads nowhere we know cannot be judged; a broken one fails. */
  static trustOf(name, chain, chinese, english) {
    switch (chain.fault) {
      case ChainFault.none: return new Check(name, CheckResult.passed, chinese, english);
      case ChainFault.issuerUnknown: return new Check(
        name, CheckResult.unknown, '证书不指向任何受信任的根。', `The certificate leads to no trusted root: ${chain.reason}`);
      default: return new Check(name, CheckResult.failed, '证书链无效。', `The certificate chain is not valid: ${chain.reason}`);
    }
  }

  /** Noon in China on the day of issue, or the certificate's first moment where it was made later that day. */
  static #signingDay(statement, signer) {
    const noon = BeijingTime.noonOf(statement.issuedOn);
    return signer.notBefore > noon && BeijingTime.dayOf(signer.notBefore) === statement.issuedOn ? signer.notBefore : noon;
  }
}

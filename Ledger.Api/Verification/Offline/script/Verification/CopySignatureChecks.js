import { CertificateChain, ChainFault } from '../Certificates/CertificateChain.js';
import { Bytes } from '../Encoding/Bytes.js';
import { FormatError } from '../Encoding/FormatError.js';
import { ESealSignature } from '../ESeals/ESealSignature.js';
import { ESealVerifier } from '../ESeals/ESealVerifier.js';
import { SignatureAlgorithm } from '../Signing/VerifyingKey.js';
import { Check, CheckResult } from './Check.js';
import { DocumentChecks } from './DocumentChecks.js';

const sealName = 'copy-seal';
const signatureName = 'copy-signature';

/** The two signatures on a copy's statement: the issuing authority's seal, made at the moment of the copy, and ES256 beside it. */
export class CopySignatureChecks {
  /** By promise. */
  static async make(copy, policy) {
    return [await CopySignatureChecks.#seal(copy, policy), await CopySignatureChecks.#signature(copy, policy)];
  }

  static async #seal(copy, policy) {
    const { statement } = copy;
    let seal;
    try {
      seal = ESealSignature.parse(copy.seal);
    } catch (error) {
      if (!(error instanceof FormatError)) {
        throw error;
      }

      return Check.of(sealName, false, '加注件的电子签章编码错误。', `The seal on the copy is malformed: ${error.message}`);
    }

    const isOwn = Bytes.equal(seal.signer.thumbprint, statement.sealKey) && seal.signer.subjectCode === statement.issuer && seal.time === statement.madeAt;
    if (!isOwn) {
      return Check.of(
        sealName, false, '加注件的签章人、颁发机构与制作时间不一致。',
        'The sealing certificate, the issuing authority and the time of making do not belong together.');
    }

    const steps = await ESealVerifier.verify(seal, statement.bytes, policy.roots, copy.certificates);
    const broken = steps.filter((step) => !step.passed);
    const leadsNowhere = broken.length > 0 && broken.every((step) => step.fault === ChainFault.issuerUnknown);
    return broken.length === 0
      ? Check.of(sealName, true, '加注件由颁发机构的电子印章签章。', "The copy bears the issuing authority's seal.")
      : new Check(
        sealName, leadsNowhere ? CheckResult.unknown : CheckResult.failed,
        leadsNowhere ? '加注件的签章证书不指向受信任的根。' : '加注件的电子签章核对不一致。',
        `The seal on the copy does not hold: ${broken[0].compared}`);
  }

  static async #signature(copy, policy) {
    const { statement, certificates } = copy;
    const signer = certificates.find((certificate) => Bytes.equal(certificate.thumbprint, statement.signingKey));
    const isOwn = signer?.subjectCode === statement.issuer && signer.maySignDocuments && signer.publicKey.algorithm === SignatureAlgorithm.p256
      && await signer.publicKey.verify(statement.bytes, copy.signature);
    if (!isOwn) {
      return Check.of(
        signatureName, false, '加注件的 ES256 签名不是颁发机构对其内容所作。',
        "The ES256 signature on the copy is not the issuing authority's over what it says.");
    }

    return DocumentChecks.trustOf(
      signatureName, await CertificateChain.check(signer, certificates, policy.roots, statement.madeAt),
      `加注件的 ES256 签名由 ${signer.subjectOrganisation ?? ''} 作出。`, `The ES256 signature on the copy is by ${signer.subjectOrganisation ?? ''}.`);
  }
}

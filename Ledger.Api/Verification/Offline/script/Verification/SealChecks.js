import { ChainFault } from '../Certificates/CertificateChain.js';
import { Bytes } from '../Encoding/Bytes.js';
import { FormatError } from '../Encoding/FormatError.js';
import { ESealSignature } from '../ESeals/ESealSignature.js';
import { ESealVerifier } from '../ESeals/ESealVerifier.js';
import { BeijingTime } from './BeijingTime.js';
import { Check, CheckResult } from './Check.js';

const prefix = 'seal-';
const outcomes = {
  [CheckResult.passed]: '核对一致',
  [CheckResult.unknown]: '不指向受信任的根，无法判定',
  [CheckResult.failed]: '核对不一致',
};

/** The department's seal on the statement, step by step as GB/T 38540 has it. */
export class SealChecks {
  /** By promise. */
  static async make(licence, policy) {
    const { statement } = licence;
    let seal;
    try {
      seal = ESealSignature.parse(licence.seal);
    } catch (error) {
      if (!(error instanceof FormatError)) {
        throw error;
      }

      return [Check.of(`${prefix}structure`, false, '电子签章编码错误。', `The seal's signature is malformed: ${error.message}`)];
    }

    const steps = await ESealVerifier.verify(seal, statement.bytes, policy.roots, licence.certificates);
    return [SealChecks.#issuer(seal, statement), ...steps.map(SealChecks.#check)];
  }

  static #issuer(seal, statement) {
    const isOwn = Bytes.equal(seal.signer.thumbprint, statement.sealKey)
      && seal.signer.subjectCode === statement.issuer
      && BeijingTime.dayOf(seal.time) === statement.issuedOn;
    const name = seal.signer.subjectOrganisation ?? statement.issuer;
    return Check.of(
      `${prefix}issuer`, isOwn,
      isOwn ? `签章人为颁发机构 ${name}，签章日期即颁发日期。` : '签章证书、颁发机构与颁发日期不一致。',
      isOwn ? `The seal is that of the issuing authority ${name}, applied on the day of issue.`
        : 'The sealing certificate, the issuing authority and the day of issue do not belong together.');
  }

  /** A certificate of nobody we know is not proven wrong: the verifier may lack a root. */
  static #check(step) {
    const result = step.passed ? CheckResult.passed
      : step.fault === ChainFault.issuerUnknown ? CheckResult.unknown
      : CheckResult.failed;
    return new Check(prefix + step.name, result, `${step.chinese}：${outcomes[result]}。`, step.compared);
  }
}

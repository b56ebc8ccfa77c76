import { ChainFault } from '../Certificates/CertificateChain.js';
import { OfdReferenceState } from '../Documents/OfdSignatureReader.js';
import { Bytes } from '../Encoding/Bytes.js';
import { FormatError } from '../Encoding/FormatError.js';
import { ESealSignature } from '../ESeals/ESealSignature.js';
import { ESealVerifier } from '../ESeals/ESealVerifier.js';
import { SealFault } from '../ESeals/SealedValue.js';
import { Check, CheckResult } from './Check.js';

const prefix = 'file-seal-';
const outcomes = { [SealFault.encoding]: '签名值编码错误', [SealFault.algorithm]: '算法不是 SM2/SM3' };
const notTrusted = '证书不受信任、用途不符或不在有效期内';

// Of each step: its name here, what it is of, and what is said where it fails without a fault of its own.
const steps = {
  'structure': ['structure', '签章结构版本', '核对不一致'],
  'maker-signature': ['maker-signature', '制章人对印章的签名', '核对不一致'],
  'maker': ['maker', '制章人证书', notTrusted],
  'validity': ['validity', '签章时印章的有效期', '不在有效期内'],
  'signer-listed': ['signer-listed', '签章证书在印章名单中', '核对不一致'],
  'signer': ['signer', '签章时的签章证书链', notTrusted],
  'signature': ['signature', 'SM2 签章值', '核对不一致'],
  'statement-hash': ['hash', '签章所覆盖的 Signature.xml 哈希（SM3）', '核对不一致'],
};
const some = (paths) => paths.slice(0, 3).join(' ') + (paths.length > 3 ? ' …' : '');

/** The seal of an OFD file of this system: each step of GB/T 38540 by itself, then the files that it covers. */
export class SealedFileChecks {
  /** The checks of one seal, by promise; the seal itself, undefined where none can be read.
   * @returns {Promise<{seal: ESealSignature|undefined, checks: Check[]}>} */
  static async make(found, others, policy) {
    if (!found.isSeal) {
      return { checks: [new Check(
        `${prefix}structure`, CheckResult.unknown, '文件带有不含电子印章的数字签名，此处不予判定。', 'The file has a signature without a seal; it is not judged here.')] };
    }

    let seal;
    try {
      seal = ESealSignature.parse(found.value);
    } catch (error) {
      if (!(error instanceof FormatError)) {
        throw error;
      }

      return { checks: [Check.of(`${prefix}structure`, false, '电子签章缺失或编码错误。', `The seal's signature is absent or malformed: ${error.message}`)] };
    }

    const judged = await ESealVerifier.verify(seal, found.description, policy.roots, others);
    const checks = [
      ...judged.map(SealedFileChecks.#step), SealedFileChecks.#references(found), SealedFileChecks.#samePicture(found, seal)];
    return { seal, checks };
  }

  /** A certificate of nobody we know is not proven wrong: the verifier may lack a root. */
  static #step({ name, passed, compared, fault }) {
    const [own, chinese, failed] = steps[name];
    const result = passed ? CheckResult.passed : fault === ChainFault.issuerUnknown ? CheckResult.unknown : CheckResult.failed;
    const outcome = passed ? '核对一致' : result === CheckResult.unknown ? '不指向受信任的根，无法判定' : outcomes[fault] ?? failed;
    return new Check(prefix + own, result, `${chinese}：${outcome}。`, compared);
  }

  static #references({ references }) {
    const name = `${prefix}references`;
    const wrong = references.filter(({ state }) => state === OfdReferenceState.differs || state === OfdReferenceState.absent).map(({ path }) => path);
    if (wrong.length > 0) {
      return Check.of(
        name, false, `签章保护的文件被改动或缺失：${some(wrong)}。`, `Files that the seal covers were changed or are missing: ${some(wrong)}.`);
    }

    if (references.some(({ state }) => state === OfdReferenceState.unknownMethod)) {
      return new Check(
        name, CheckResult.unknown, '签章所用的摘要算法（如 MD5、SHA-1）已不能证明文件未被改动。',
        'The seal covers files by a digest that proves nothing today, such as MD5 or SHA-1.');
    }

    const { length } = references;
    return length === 0 ? Check.of(name, false, '签章未保护任何文件。', 'The seal covers no file.')
      : Check.of(name, true, `签章保护的 ${length} 个文件摘要逐一相符。`, `Each of the ${length} files that the seal covers has the digest that was sealed.`);
  }

  /** Programs show the seal that lies beside the signature; it must be the one that was applied. */
  static #samePicture(found, { seal }) {
    const name = `${prefix}picture`;
    return found.seal === undefined
      ? new Check(name, CheckResult.noted, '文件未另附印章，以签章值内的印章为准。', 'No seal lies beside the signature; the one inside it counts.')
      : Check.of(
        name, Bytes.equal(found.seal, seal.raw),
        '文件中的印章与所加盖的印章是否为同一印章。', 'The seal in the file is compared with the seal that was applied.');
  }
}

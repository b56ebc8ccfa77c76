import { CertificateChain } from '../Certificates/CertificateChain.js';
import { Bytes } from '../Encoding/Bytes.js';
import { Sm3 } from '../Hashing/Sm3.js';
import { BeijingTime } from '../Verification/BeijingTime.js';

const currentVersion = 4;
const clock = (time) => `${BeijingTime.textOf(time)} (Beijing time)`;
const step = (name, chinese, passed, compared, fault = undefined) => ({ name, chinese, passed, compared, fault });

/**
 * Verifies sealed documents step by step (GB/T 38540-2020, 7). Every step is judged even when an earlier one failed. Revocation
 * is looked up elsewhere.
 */
export class ESealVerifier {
  /** The eight steps in their order, by promise: name, Chinese name, whether it passed, what was compared, fault of a chain. */
  static async verify(signature, document, roots, others) {
    const { seal, signer } = signature;
    const sealSigned = await seal.value.verify();
    const signed = await signature.value.verify();
    const isVersion4 = signature.version === currentVersion && seal.version === currentVersion;
    const hash = Sm3.hash(document);
    return [
      step('structure', '签章结构版本', isVersion4, `Version ${signature.version} with a seal of version ${seal.version}; 4 is expected.`),
      step('maker-signature', '制章人对印章的签名', sealSigned.passed, sealSigned.compared, sealSigned.fault),
      await ESealVerifier.#maker(seal, roots, others),
      step(
        'validity', '印章有效期', seal.isValidAt(signature.time),
        `Applied at ${clock(signature.time)}; valid from ${clock(seal.validFrom)} until ${clock(seal.validUntil)}.`),
      step(
        'signer-listed', '签章证书在印章名单中', seal.signers.contains(signer),
        `The certificate of ${signer} with the ${seal.signers.count} the seal lists.`),
      await ESealVerifier.#signer(signature, roots, others),
      step('signature', 'SM2 签章值', signed.passed, signed.compared, signed.fault),
      step(
        'statement-hash', '签章所覆盖的证照内容哈希（SM3）', Bytes.equal(signature.documentHash, hash),
        `SM3 of the document is ${Bytes.toHex(hash)}; sealed was ${Bytes.toHex(signature.documentHash)}.`),
    ];
  }

  static async #maker(seal, roots, others) {
    const chain = await CertificateChain.check(seal.maker, others, roots, seal.createdAt);
    const compared = seal.maker.mayMakeSeals ? chain.reason : `The certificate of ${seal.maker} may not make seals.`;
    return step('maker', '制章人证书', chain.isTrusted && seal.maker.mayMakeSeals, compared, chain.fault);
  }

  static async #signer({ signer, time }, roots, others) {
    const chain = await CertificateChain.check(signer, others, roots, time);
    const compared = signer.maySignDocuments ? chain.reason : `The certificate of ${signer} may not sign documents.`;
    return step('signer', '签章证书链', chain.isTrusted && signer.maySignDocuments, compared, chain.fault);
  }
}

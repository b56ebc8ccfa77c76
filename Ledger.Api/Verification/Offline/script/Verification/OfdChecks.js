import { CertificateChain, ChainFault } from '../Certificates/CertificateChain.js';
import { OfdReferenceState } from '../Documents/OfdSignatureReader.js';
import { Check, CheckResult } from './Check.js';
import { SealRevocationCheck } from './SealRevocationCheck.js';
import { SealTimeCheck } from './SealTimeCheck.js';
import { SealedFileChecks } from './SealedFileChecks.js';

const clockTolerance = 5 * 60 * 1000;
const agrees = ({ state }) => state === OfdReferenceState.agrees;

/** What makes a person's picture and a program's data one in an OFD: the file is sealed by the issuing authority, whole. */
export class OfdChecks {
  /** The checks of a licence of this system whose data have been judged by themselves; by promise. */
  static async make(reading, alone, policy, now) {
    const checks = [OfdChecks.#intact(reading)];
    const { licence } = alone;
    for (const found of licence === undefined ? [] : reading.signatures) {
      const { seal, checks: ofSeal } = await SealedFileChecks.make(found, licence.certificates, policy);
      checks.push(...ofSeal);
      if (seal !== undefined) {
        const stamp = await SealTimeCheck.stampOf(seal, policy.roots);
        checks.push(
          SealTimeCheck.make(seal, stamp, reading.announcesStamp, now),
          OfdChecks.#issuer(seal, licence.statement.issuer),
          await OfdChecks.#standing(seal, licence.certificates, { proven: alone.asOf, stamped: stamp?.time }, policy, now),
          ...await SealRevocationCheck.make(seal, licence.certificates, { stamp, proven: alone.asOf }, policy, now));
      }
    }

    return checks;
  }

  static #intact({ signatures, isExact }) {
    const name = 'file-intact';
    const [only] = signatures;
    if (signatures.length !== 1 || !only.isSeal) {
      return Check.of(name, false, '文件没有电子签章，或不止一个。', 'The file has no seal, or more than one.');
    }

    if (only.uncovered.length > 0 || !only.references.every(agrees)) {
      const names = OfdChecks.#names(only);
      return Check.of(
        name, false, `包内有文件被改动、缺失或不受签章保护${names}。`, `Files of the package were changed, are missing or are not covered by the seal${names}.`);
    }

    return isExact
      ? Check.of(
        name, true, '唯一的签章覆盖包内全部文件，签章之后没有任何改动或追加。',
        'The one seal covers every file of the package; nothing was changed or added after it.')
      : Check.of(name, false, '文件在签章之后被重新打包或改动。', 'The package was written again or changed after it was sealed.');
  }

  static #names({ references, uncovered }) {
    const names = [...references.filter((reference) => !agrees(reference)).map(({ path }) => path), ...uncovered];
    return names.length === 0 ? '' : ` (${names.slice(0, 3).join(' ')}${names.length > 3 ? ' …' : ''})`;
  }

  static #issuer({ signer }, issuer) {
    const isOwn = signer.subjectCode === issuer;
    const organisation = signer.subjectOrganisation ?? '';
    return Check.of(
      'file-seal-issuer', isOwn,
      isOwn ? `OFD 由颁发机构 ${organisation} 签章。` : `OFD 由 ${signer.subjectName} 签章，而证照由 ${issuer} 颁发。`,
      isOwn ? `The OFD is sealed by the issuing authority ${organisation}.`
        : `The OFD is sealed by ${signer.subjectName}, the licence is issued by ${issuer}.`);
  }

  /**
   * The time in a seal is its signer's word, and a key that has run out could be made to say anything. So the certificate must be valid
   * now, or have been valid when the seal's signature was stamped; one that was valid when the log signed the attached proof and has expired since
   * may have sealed in time or not.
   */
  static async #standing({ seal, signer, time }, others, { proven, stamped }, policy, now) {
    const name = 'file-seal-now';
    if (time > now + clockTolerance) {
      return Check.of(name, false, '签章时间在将来。', 'The seal was applied in the future.');
    }

    const chain = await CertificateChain.check(signer, others, policy.roots, now);
    const isValidNow = seal.isValidAt(now);
    if (chain.isTrusted && isValidNow) {
      return Check.of(name, true, '印章与签章证书目前有效。', 'The seal and the certificate that applied it are valid now.');
    }

    if (chain.fault === ChainFault.issuerUnknown) {
      return new Check(name, CheckResult.unknown, '签章证书不指向受信任的根。', 'The sealing certificate leads to no trusted root.');
    }

    const wasValidAt = async (moment) => moment !== undefined && seal.isValidAt(moment)
      && (await CertificateChain.check(signer, others, policy.roots, moment)).isTrusted;
    const hasRunOut = (chain.fault === ChainFault.none || chain.fault === ChainFault.expired) && await wasValidAt(proven);
    if (hasRunOut && await wasValidAt(stamped)) {
      return Check.of(
        name, true, '印章或签章证书已过期；时间戳证明签章早于过期。', 'The seal or its certificate has expired; the time stamp proves that it was applied before.');
    }

    return hasRunOut
      ? new Check(
        name, CheckResult.unknown, '印章或签章证书已过期，无法判定签章是否早于过期；请重新下载证照文件。',
        'The seal or its certificate has expired; whether it was applied before that nobody can tell. Download the licence again.')
      : Check.of(name, false, '印章或签章证书链目前无效。', `The seal or its certificate chain is not valid now: ${chain.reason}`);
  }
}

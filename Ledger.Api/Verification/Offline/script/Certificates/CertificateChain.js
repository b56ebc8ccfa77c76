import { Bytes } from '../Encoding/Bytes.js';
import { BeijingTime } from '../Verification/BeijingTime.js';
import { Oids } from './Oids.js';

const maxPath = 6;
const maxOthers = 32;
const maxSignatureChecks = 32;

/** Why a certificate is not trusted, by the names of ChainFault in Ledger.Crypto. */
export const ChainFault = {
  none: 'None', issuerUnknown: 'IssuerUnknown', notYetValid: 'NotYetValid', expired: 'Expired', issuerIsNoAuthority: 'IssuerIsNoAuthority',
  issuerMayNotSign: 'IssuerMayNotSign', pathTooLong: 'PathTooLong', purposeNotAllowed: 'PurposeNotAllowed', wrongSignature: 'WrongSignature',
  tooManyCertificates: 'TooManyCertificates',
};

const clock = (time) => `${BeijingTime.textOf(time)} (Beijing time)`;
const report = (fault, reason, path) => ({ fault, reason, path, isTrusted: fault === ChainFault.none });
const isAmong = (certificate, list) => list.some((other) => other.equals(certificate));

/** Looks for a path from a certificate to a trusted root (RFC 5280, 6, without policies); names chain by their exact bytes. */
export class CertificateChain {
  #roots;
  #candidates = [];
  #at;
  #signatureChecks = 0;

  constructor(others, roots, at) {
    this.#roots = roots;
    this.#at = at;

    // Roots first: the shortest path wins.
    for (const certificate of [...roots, ...others]) {
      if (!isAmong(certificate, this.#candidates)) {
        this.#candidates.push(certificate);
      }
    }
  }

  /** Checks a certificate at a time (milliseconds since 1970); `others` came with it, none of them trusted.
   * @returns {Promise<{fault: string, reason: string, path: object[], isTrusted: boolean}>} */
  static async check(leaf, others, roots, at) {
    return others.length > maxOthers
      ? report(ChainFault.tooManyCertificates, `More than ${maxOthers} certificates came with it.`, [leaf])
      : new CertificateChain(others, roots, at).#extend([leaf]);
  }

  /** Continues a path whose last certificate is the next one to judge. */
  async #extend(path) {
    const last = path.at(-1);
    if (!last.isValidAt(this.#at)) {
      return this.#at < last.notBefore
        ? report(ChainFault.notYetValid, `${last} is valid only from ${clock(last.notBefore)}.`, path)
        : report(ChainFault.expired, `${last} was valid until ${clock(last.notAfter)}.`, path);
    }

    if (isAmong(last, this.#roots)) {
      return report(ChainFault.none, `The path ends in the trusted root ${last}.`, path);
    }

    let furthest = report(ChainFault.issuerUnknown, `No trusted certificate of the issuer of ${last} is known.`, path);
    for (const issuer of this.#candidates) {
      if (isAmong(issuer, path) || !Bytes.equal(issuer.subjectNameRaw, last.issuerNameRaw)) {
        continue;
      }

      const found = await this.#try(issuer, path);
      if (found.isTrusted) {
        return found;
      }

      const explainsMore = furthest.fault === ChainFault.issuerUnknown || found.path.length > furthest.path.length;
      furthest = explainsMore ? found : furthest;
    }

    return furthest;
  }

  async #try(issuer, path) {
    const subject = path.at(-1);
    if (!issuer.isAuthority) {
      return report(ChainFault.issuerIsNoAuthority, `${issuer} is no authority.`, path);
    }

    if (!issuer.maySignCertificates) {
      return report(ChainFault.issuerMayNotSign, `The key of ${issuer} may not sign certificates.`, path);
    }

    // RFC 5280, 4.2.1.9 does not count self-issued certificates; counting them is only stricter.
    if (issuer.pathLength < path.length - 1 || path.length === maxPath) {
      return report(ChainFault.pathTooLong, `Too many authorities stand below ${issuer}.`, path);
    }

    if (!CertificateChain.#allows(issuer, path[0])) {
      return report(ChainFault.purposeNotAllowed, `${issuer} does not allow the purposes of ${path[0]}.`, path);
    }

    if (++this.#signatureChecks > maxSignatureChecks) {
      return report(ChainFault.tooManyCertificates, 'Too many issuers bear the same name.', path);
    }

    return await subject.isSignedBy(issuer.publicKey)
      ? this.#extend([...path, issuer])
      : report(ChainFault.wrongSignature, `${subject} was not signed with the key of ${issuer}.`, path);
  }

  // An authority limited to some purposes hands on no others.
  static #allows(issuer, leaf) {
    return issuer.purposes.length === 0
      || issuer.purposes.includes(Oids.anyPurpose)
      || (leaf.purposes.length > 0 && leaf.purposes.every((purpose) => issuer.purposes.includes(purpose)));
  }
}

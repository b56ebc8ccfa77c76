import { Bytes } from '../Encoding/Bytes.js';
import { BeijingTime } from '../Verification/BeijingTime.js';
import { RevocationReasons } from './RevocationEntries.js';

const maxLists = 64;
const clockSkew = 5 * 60 * 1000;
const clock = (time) => `${BeijingTime.textOf(time)} (Beijing time)`;

/** What the revocation lists say of a path, the worse the higher but for `revoked`, as RevocationFinding in Ledger.Crypto. */
export const RevocationFinding = { notRevoked: 0, revoked: 1, noList: 2, expired: 3 };

/**
 * Compares the certificates of a path with revocation lists, at the moment of a signature: who was revoked later signed validly before
 * (RFC 5280, 6.3, for complete lists of the certificates' own issuers).
 */
export class CertificateRevocation {
  /** @param {Certificate[]} path From the certificate to the root; the root itself is not looked up.
   * @param {number} at When something was signed, proven by somebody else than the signer.
   * @param {number} now The verifier's clock.
   * @returns {Promise<{finding: number, reason: string, certificate?: object, entry?: object}>} */
  static async check(path, lists, at, now) {
    let worst = { finding: RevocationFinding.notRevoked, reason: 'No list revokes a certificate of the path.' };
    for (let i = 0; i + 1 < path.length; i++) {
      const report = await CertificateRevocation.#checkOne(path[i], path[i + 1], lists, at, now);
      if (report.finding === RevocationFinding.revoked) {
        return report;
      }

      const isWorse = report.finding > worst.finding || (worst.entry === undefined && report.finding === worst.finding && report.entry !== undefined);
      worst = { ...isWorse ? report : worst, entry: worst.entry ?? report.entry };
    }

    return worst;
  }

  static async #checkOne(certificate, issuer, lists, at, now) {
    let newest;
    for (const list of lists.slice(0, maxLists)) {
      if (list.thisUpdate <= now + clockSkew && !(newest?.thisUpdate >= list.thisUpdate) && await list.isIssuedBy(issuer)) {
        newest = list;
      }
    }

    if (newest === undefined) {
      return { finding: RevocationFinding.noList, reason: `There is no revocation list of ${issuer}.`, certificate };
    }

    // What a list revokes stays revoked, however old the list is.
    const entry = newest.find(Bytes.toHex(certificate.serialNumberBytes));
    const revoked = entry && `${certificate} was revoked as of ${clock(entry.since)} (${RevocationReasons.get(entry.reason)[0]})`;
    if (entry !== undefined && at >= entry.since) {
      return { finding: RevocationFinding.revoked, reason: `${revoked}.`, certificate, entry };
    }

    return newest.nextUpdate < now
      ? { finding: RevocationFinding.expired, reason: `The newest revocation list of ${issuer} ran out at ${clock(newest.nextUpdate)}.`, certificate, entry }
      : {
        finding: RevocationFinding.notRevoked,
        reason: entry ? `${revoked}, after it signed.` : `The list of ${clock(newest.thisUpdate)} does not revoke ${certificate}.`,
        certificate,
        entry,
      };
  }
}

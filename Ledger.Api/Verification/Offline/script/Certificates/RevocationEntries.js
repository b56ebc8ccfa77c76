import { Bytes } from '../Encoding/Bytes.js';
import { refuse } from '../Encoding/FormatError.js';
import { DerReader } from './DerReader.js';
import { DerTag } from './DerTag.js';
import { Oids } from './Oids.js';

const maxEntries = 100_000;
const maxExtensions = 16;
const maxNumberBytes = 20;

/** Why a certificate was revoked (CRLReason, RFC 5280, 5.3.1): by number its name in English and its words in Chinese. */
export const RevocationReasons = new Map([
  [0, ['Unspecified', '未说明原因']], [1, ['KeyCompromise', '私钥泄露']], [2, ['AuthorityCompromise', '签发机构私钥泄露']],
  [3, ['AffiliationChanged', '信息变更']], [4, ['Superseded', '已被替换']], [5, ['CessationOfOperation', '停止使用']],
  [6, ['CertificateHold', '暂停使用']], [9, ['PrivilegeWithdrawn', '撤销授权']], [10, ['AttributeAuthorityCompromise', '签发机构私钥泄露']],
]);

/** Reads the entries of a revocation list and the extensions of entries and list, strictly. */
export class RevocationEntries {
  /** Reads the SEQUENCE OF revoked certificates: reason by number, and since when their signatures do not count. */
  static read(list, entries) {
    do {
      const { serial, entry } = RevocationEntries.#entry(list.readSequence());
      if (entries.size === maxEntries || entries.has(serial)) {
        refuse(`A list revokes more than ${maxEntries} certificates, or one twice.`);
      }

      entries.set(serial, entry);
    } while (list.hasData);
  }

  /** Reads the list's own extensions, [0] EXPLICIT. */
  static readListExtensions(body) {
    if (!body.hasData) {
      return;
    }

    const tagged = body.readSequence(DerTag.context(0));
    RevocationEntries.#extensions(tagged.readSequence(), (oid, value) => {
      if (oid === Oids.revocationListNumber) {
        const bytes = value.readIntegerBytes();
        return (bytes.length <= maxNumberBytes && bytes[0] < 0x80) || refuse(`A list's number has at most ${maxNumberBytes} bytes and is not negative.`);
      }

      // The key identifier helps finding a key; that the signature fits the issuer's is what counts.
      return oid === Oids.authorityKeyIdentifier;
    });
    tagged.throwIfNotEmpty();
  }

  static #entry(fields) {
    const serial = Bytes.toHex(fields.readIntegerBytes());
    const at = fields.readEitherTime();
    let [reason, invalidSince] = [0, at];
    if (fields.hasData) {
      RevocationEntries.#extensions(fields.readSequence(), (oid, value) => {
        if (oid === Oids.revocationReason) {
          reason = value.readNumber(DerTag.enumerated);
          return RevocationReasons.has(reason) || refuse(`The reason ${reason} does not exist in a complete list.`);
        }

        if (oid === Oids.invalidityDate) {
          invalidSince = value.readTime(); // RFC 5280, 5.3.2: always GeneralizedTime
          return true;
        }

        return false;
      });
    }

    fields.throwIfNotEmpty();
    return { serial, entry: { reason, since: Math.min(at, invalidSince) } };
  }

  static #extensions(list, take) {
    const seen = new Set();
    do {
      const extension = list.readSequence();
      const oid = extension.readObjectIdentifier();
      const isCritical = extension.readFlag();
      const value = new DerReader(extension.readOctetString());
      extension.throwIfNotEmpty();
      if (seen.has(oid) || seen.size === maxExtensions) {
        refuse(`The extension ${oid} occurs twice, or there are too many.`);
      }

      seen.add(oid);
      if (!take(oid, value)) {
        if (isCritical) {
          refuse(`The critical extension ${oid} is not understood.`);
        }
      } else if (oid !== Oids.authorityKeyIdentifier) {
        value.throwIfNotEmpty();
      }
    } while (list.hasData);
  }
}

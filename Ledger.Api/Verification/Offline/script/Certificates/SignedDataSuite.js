import { Sha256 } from '../Hashing/Sha256.js';
import { Sm3 } from '../Hashing/Sm3.js';
import { SignatureAlgorithm } from '../Signing/VerifyingKey.js';
import { Oids } from './Oids.js';

/** The identifiers one signature scheme uses in signed data. */
const suites = {
  // GB/T 35275-2017, 5 and 8; SM2 is also met under the name certificates use.
  [SignatureAlgorithm.sm2]: { digestAlgorithm: Oids.sm3, signatureAlgorithms: [Oids.sm2Signature, Oids.sm2WithSm3] },

  // RFC 5754, 2.2 and 3.3.
  [SignatureAlgorithm.p256]: { digestAlgorithm: Oids.sha256, signatureAlgorithms: [Oids.ecdsaWithSha256] },
};

export class SignedDataSuite {
  static of(algorithm) {
    return suites[algorithm];
  }

  /** The hash of data by one of the two digest algorithms of signed data, by promise. */
  static async hash(digestAlgorithm, data) {
    return digestAlgorithm === Oids.sm3 ? Sm3.hash(data) : Sha256.hash(data);
  }
}

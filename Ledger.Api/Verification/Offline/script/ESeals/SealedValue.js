import { Certificate } from '../Certificates/Certificate.js';
import { Oids } from '../Certificates/Oids.js';
import { SignatureValue } from '../Certificates/SignatureValue.js';
import { SignatureAlgorithm } from '../Signing/VerifyingKey.js';

/** Why a signature cannot even be compared, by the names of ESealFault in Ledger.Crypto. */
export const SealFault = { algorithm: 'WrongAlgorithm', encoding: 'SignatureEncoding' };

/** What seals and signatures have in common: bytes, the signer's certificate, an algorithm and a signature over the bytes. */
export class SealedValue {
  #signed;
  #algorithm;

  /** Reads the certificate, algorithm and signature that follow the signed part. */
  constructor(signed, reader) {
    this.#signed = signed;
    this.signer = Certificate.parse(reader.readOctetString());
    this.#algorithm = reader.readObjectIdentifier();
    
    /** DER of `SEQUENCE { r, s }`, as found: what a time stamp is of. */
    this.signature = reader.readBytesOfBitString();
  }

  /** What is wrong with the signature, as an English sentence, or what was compared; by promise.
   * @returns {Promise<{passed: boolean, compared: string, fault: string|undefined}>} The fault is one of SealFault, where it is none of the value. */
  async verify() {
    const { publicKey } = this.signer;
    if (this.#algorithm !== Oids.sm2WithSm3 || publicKey.algorithm !== SignatureAlgorithm.sm2) {
      return { passed: false, fault: SealFault.algorithm, compared: `The algorithm is ${this.#algorithm} with a key of ${publicKey.algorithm}.` };
    }

    const raw = SignatureValue.tryRead(this.signature);
    return raw
      ? { passed: await publicKey.verify(this.#signed, raw), compared: `The signature with the key of ${this.signer}.` }
      : { passed: false, fault: SealFault.encoding, compared: 'The signature value is not a DER SEQUENCE of two integers.' };
  }
}

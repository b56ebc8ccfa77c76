import { Bytes } from '../Encoding/Bytes.js';
import { refuse } from '../Encoding/FormatError.js';
import { Ed25519 } from './Ed25519.js';
import { p256Curve, sm2Curve } from './EllipticCurve.js';
import { Sm2 } from './Sm2.js';

/** The schemes of the ledger, by the names of SignatureAlgorithm in Ledger.Crypto. */
export const SignatureAlgorithm = { sm2: 'Sm2Sm3', p256: 'EcdsaP256Sha256', ed25519: 'Ed25519' };

const isKey = {
  [SignatureAlgorithm.sm2]: (key) => sm2Curve.isPoint(key),
  [SignatureAlgorithm.p256]: (key) => p256Curve.isPoint(key),
  [SignatureAlgorithm.ed25519]: (key) => Ed25519.isKey(key),
};

/** A public key that verifies with one scheme: P-256 and Ed25519 by the browser, SM2 by our own code. */
export class VerifyingKey {
  /** @param {string} algorithm One of SignatureAlgorithm.
   * @param {Uint8Array} publicKey 65 bytes `04‖x‖y`, or 32 bytes for Ed25519; anything but a good point is refused. */
  constructor(algorithm, publicKey) {
    this.algorithm = algorithm;
    this.publicKey = isKey[algorithm](publicKey) ? publicKey : refuse(`This is no public key for ${algorithm}.`);
  }

  equals(other) {
    return this.algorithm === other.algorithm && Bytes.equal(this.publicKey, other.publicKey);
  }

  /** Whether 64 bytes are a signature of the whole message by this key; hashing is part of the scheme. */
  async verify(message, signature) {
    if (signature.length !== 64) {
      return false;
    }

    switch (this.algorithm) {
      case SignatureAlgorithm.sm2: return Sm2.verify(this.publicKey, message, signature);
      case SignatureAlgorithm.p256: return this.#verifyBy({ name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }, message, signature);
      default: return this.#verifyEd25519(message, signature);
    }
  }

  async #verifyEd25519(message, signature) {
    try {
      return await this.#verifyBy({ name: 'Ed25519' }, message, signature);
    } catch (error) {
      if (error.name !== 'NotSupportedError') {
        throw error;
      }

      return Ed25519.verify(this.publicKey, message, signature);
    }
  }

  async #verifyBy(scheme, message, signature) {
    const key = await crypto.subtle.importKey('raw', this.publicKey, scheme, false, ['verify']);
    return crypto.subtle.verify(scheme, key, signature, message);
  }
}

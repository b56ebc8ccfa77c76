import { Bytes } from '../Encoding/Bytes.js';
import { CanonicalBase64 } from '../Encoding/CanonicalBase64.js';
import { refuse } from '../Encoding/FormatError.js';
import { Sha256 } from '../Hashing/Sha256.js';
import { SignatureAlgorithm, VerifyingKey } from '../Signing/VerifyingKey.js';
import { NoteText } from './NoteText.js';

const timeLength = 8;
const keyIdLength = 4;
const lastSecond = 253402300799n; // 9999-12-31T23:59:59Z

/** What a note key signs (c2sp.org/signed-note, "signature types"), by the names of NoteKeyKind in Ledger.Crypto. */
export const NoteKeyKind = {
  ed25519: { name: 'Ed25519', type: Uint8Array.of(0x01), algorithm: SignatureAlgorithm.ed25519 },
  ed25519Cosignature: { name: 'Ed25519Cosignature', type: Uint8Array.of(0x04), algorithm: SignatureAlgorithm.ed25519 },
  sm2: { name: 'Sm2', type: Bytes.concat(Uint8Array.of(0xff), Bytes.ofText('sm2-sm3-note-v1')), algorithm: SignatureAlgorithm.sm2 },
};

/** A named public key for notes; as text `name+keyId in 8 hex digits+base64(type ‖ key)` (c2sp.org/signed-note). */
export class NoteVerifier {
  constructor(text, name, kind, key, keyId) {
    Object.assign(this, { text, name, kind, key, keyId });
  }

  /** Reads a vkey in its one form, by promise. */
  static async parse(vkey) {
    const [, name, id, encoded] = /^([^+]*)\+([^+]*)\+(.*)$/s.exec(vkey) ?? refuse('A note key is written name+keyid+base64.');
    if (!NoteText.isName(name)) {
      refuse('A note key is written name+keyid+base64.');
    }

    const typeAndKey = CanonicalBase64.decode(encoded);
    const kind = Object.values(NoteKeyKind).find(({ type }) => Bytes.startsWith(typeAndKey, type))
      ?? refuse('A note key has an unknown type or is not on its curve.');
    const key = new VerifyingKey(kind.algorithm, typeAndKey.subarray(kind.type.length));

    // c2sp.org/signed-note: key ID = SHA-256(name ‖ 0x0A ‖ type ‖ key)[:4]
    const hash = await Sha256.hash(Bytes.concat(Bytes.ofText(`${name}\n`), typeAndKey));
    const keyId = Bytes.toHex(hash.subarray(0, keyIdLength));
    return id === keyId ? new NoteVerifier(vkey, name, kind, key, keyId) : refuse("A note key's id does not match its key.");
  }

  equals(other) {
    return this.text === other.text;
  }

  /** Whether a signature line claims to be this key's. */
  isNamedBy(signature) {
    return signature.keyId === this.keyId && signature.name === this.name;
  }

  /** Whether this key made a line of a note, by promise.
   * @returns {Promise<{time?: number}|undefined>} Undefined if not; the time (milliseconds since 1970) of a cosigner. */
  async verify(text, signature) {
    const bytes = signature.signature;
    const message = Bytes.ofText(text);
    if (this.kind !== NoteKeyKind.ed25519Cosignature) {
      return await this.key.verify(message, bytes) ? {} : undefined;
    }

    // c2sp.org/tlog-cosignature: u64 time ‖ signature
    const seconds = Bytes.toNumber(bytes.subarray(0, timeLength));
    const header = Bytes.ofText(`cosignature/v1\ntime ${seconds}\n`);
    const isGood = bytes.length > timeLength && seconds <= lastSecond
      && await this.key.verify(Bytes.concat(header, message), bytes.subarray(timeLength));
    return isGood ? { time: Number(seconds) * 1000 } : undefined;
  }
}

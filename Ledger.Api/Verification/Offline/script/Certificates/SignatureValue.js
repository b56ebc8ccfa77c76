import { refuse } from '../Encoding/FormatError.js';
import { DerReader } from './DerReader.js';

const numberLength = 32;
const longest = 72;

/** DER `SEQUENCE { r, s }` of SM2 and ECDSA (GB/T 35276, 7.3; RFC 3279, 2.2.3). */
export class SignatureValue {
  /** The 64 bytes `r‖s`; anything but two numbers from 1 to 2^256 − 1 in DER is refused. */
  static read(der) {
    return DerReader.read(der, longest, 'A signature', (reader) => {
      const numbers = reader.readSequence();
      const raw = new Uint8Array(2 * numberLength);
      raw.set(SignatureValue.#number(numbers), 0);
      raw.set(SignatureValue.#number(numbers), numberLength);
      numbers.throwIfNotEmpty();
      return raw;
    });
  }

  /** The same, or undefined for a malformed one. */
  static tryRead(der) {
    try {
      return SignatureValue.read(der);
    } catch {
      return undefined;
    }
  }

  static #number(reader) {
    const bytes = reader.readIntegerBytes();
    const magnitude = bytes[0] === 0 ? bytes.subarray(1) : bytes;
    if (bytes[0] >= 0x80 || magnitude.length === 0 || magnitude.length > numberLength) {
      refuse('A number of the signature is not positive, or longer than 32 bytes.');
    }

    const padded = new Uint8Array(numberLength);
    padded.set(magnitude, numberLength - magnitude.length);
    return padded;
  }
}

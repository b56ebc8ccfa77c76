import { Bytes } from '../Encoding/Bytes.js';
import { Sm3 } from '../Hashing/Sm3.js';
import { sm2Curve } from './EllipticCurve.js';

const curve = sm2Curve;

// GB/T 35276, 10: the user id where the parties have agreed on none.
const userId = Bytes.ofText('1234567812345678');

/** SM2 signatures (GB/T 32918.2-2016), verification only. */
export class Sm2 {
  /** Whether 64 bytes `r‖s` are a signature of the message by the key of a point of the curve. GB/T 32918.2, 7.1 B1 to B7. */
  static verify(point, message, signature) {
    const r = Bytes.toNumber(signature.subarray(0, 32));
    const s = Bytes.toNumber(signature.subarray(32));
    const t = (r + s) % curve.n;
    if (signature.length !== 64 || r === 0n || r >= curve.n || s === 0n || s >= curve.n || t === 0n) {
      return false;
    }

    const e = Bytes.toNumber(Sm3.hash(Bytes.concat(Sm2.identity(point), message)));
    const x = curve.sumX(s, t, curve.point(point));
    return x !== undefined && (e + x) % curve.n === r;
  }

  /** GB/T 32918.2, 5.5: Z = SM3(ENTL ‖ ID ‖ a ‖ b ‖ xG ‖ yG ‖ xA ‖ yA). */
  static identity(point) {
    const bits = 8 * userId.length;
    const numbers = [curve.p - 3n, curve.b, curve.g[0], curve.g[1]].map((value) => Bytes.ofNumber(value, 32));
    return Sm3.hash(Bytes.concat(Uint8Array.of(bits >> 8, bits & 0xff), userId, ...numbers, point.subarray(1)));
  }
}

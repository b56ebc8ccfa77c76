import { Bytes } from '../Encoding/Bytes.js';
import { EllipticCurve } from './EllipticCurve.js';

// RFC 8032, 5.1
const p = 2n ** 255n - 19n;
const order = 2n ** 252n + 27742317777372353535851937790883648493n;
const mod = (value, modulus = p) => ((value % modulus) + modulus) % modulus;
const power = (base, exponent) => EllipticCurve.power(mod(base), exponent, p);
const d = mod(-121665n * power(121666n, p - 2n));
const rootOfMinusOne = power(2n, (p - 1n) / 4n);
const little = (bytes) => Bytes.toNumber(Uint8Array.from(bytes).reverse());

/** Ed25519 (RFC 8032), verification only, for browsers whose WebCrypto lacks it. Points are [X, Y, Z, T]. */
export class Ed25519 {
  /** Whether 32 bytes are a point in its one encoding, and none of the eight of small order, under which anyone can sign. */
  static isKey(encoded) {
    const point = encoded.length === 32 ? Ed25519.#decode(encoded) : undefined;
    if (!point) {
      return false;
    }

    // Orders 1 and 2 have x = 0, order 4 has y = 0, and a point of order 8 doubles to one of order 4.
    const [x, y] = point;
    return x !== 0n && y !== 0n && mod(x * x + y * y) !== 0n;
  }

  /** Whether 64 bytes `R‖S` are a signature of the message by the key (RFC 8032, 5.1.7). */
  static async verify(key, message, signature) {
    const [r, s] = [signature.subarray(0, 32), little(signature.subarray(32))];
    const a = Ed25519.#decode(key);
    if (signature.length !== 64 || s >= order || !a) {
      return false;
    }

    const hash = await crypto.subtle.digest('SHA-512', Bytes.concat(r, key, message));
    const k = little(new Uint8Array(hash)) % order;
    const base = Ed25519.#decode(Uint8Array.of(0x58, ...new Array(31).fill(0x66)));
    const negative = [mod(-a[0]), a[1], 1n, mod(-a[3])];
    return Bytes.equal(Ed25519.#encode(Ed25519.#add(Ed25519.#multiply(s, base), Ed25519.#multiply(k, negative))), r);
  }

  /** RFC 8032, 5.1.3. */
  static #decode(encoded) {
    const isOdd = encoded[31] >> 7 === 1;
    const y = little(encoded) & (2n ** 255n - 1n);
    const [u, v] = [mod(y * y - 1n), mod(d * y * y + 1n)];
    let x = mod(u * v ** 3n * power(u * v ** 7n, (p - 5n) / 8n));
    x = mod(v * x * x) === u ? x : mod(x * rootOfMinusOne);
    if (y >= p || mod(v * x * x) !== u || (x === 0n && isOdd)) {
      return undefined;
    }

    x = (x & 1n) === (isOdd ? 1n : 0n) ? x : p - x;
    return [x, y, 1n, mod(x * y)];
  }

  static #encode([x, y, z]) {
    const inverse = power(z, p - 2n);
    const bytes = Bytes.ofNumber(mod(y * inverse), 32).reverse();
    bytes[31] |= Number(mod(x * inverse) & 1n) << 7;
    return bytes;
  }

  /** RFC 8032, 5.1.4; complete, so that doubling is the same. */
  static #add([x1, y1, z1, t1], [x2, y2, z2, t2]) {
    const a = mod((y1 - x1) * (y2 - x2));
    const b = mod((y1 + x1) * (y2 + x2));
    const c = mod(2n * t1 * t2 * d);
    const e = mod(2n * z1 * z2);
    const [f, g, h, i] = [b - a, e - c, e + c, b + a];
    return [mod(f * g), mod(h * i), mod(g * h), mod(f * i)];
  }

  static #multiply(scalar, point) {
    let sum = [0n, 1n, 1n, 0n];
    for (let rest = scalar, doubled = point; rest > 0n; rest >>= 1n) {
      sum = rest & 1n ? Ed25519.#add(sum, doubled) : sum;
      doubled = Ed25519.#add(doubled, doubled);
    }

    return sum;
  }
}

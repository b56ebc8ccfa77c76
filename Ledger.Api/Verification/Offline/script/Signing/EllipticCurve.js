import { Bytes } from '../Encoding/Bytes.js';

const number = (hex) => BigInt(`0x${hex}`);

/**
 * A curve y² = x³ − 3x + b over a prime field, with a base point of prime order. For public data only: nothing runs in
 * constant time. Points are [X, Y, Z] with x = X/Z², y = Y/Z³; Z = 0 is the point at infinity.
 */
export class EllipticCurve {
  constructor(p, b, n, gx, gy) {
    this.p = number(p);
    this.b = number(b);
    this.n = number(n);
    this.g = [number(gx), number(gy), 1n];
  }

  mod(value) {
    const rest = value % this.p;
    return rest < 0n ? rest + this.p : rest;
  }

  /** Whether 65 bytes `04‖x‖y` are a point of the curve in its one encoding. */
  isPoint(encoded) {
    if (encoded.length !== 65 || encoded[0] !== 0x04) {
      return false;
    }

    const [x, y] = this.point(encoded);
    return x < this.p && y < this.p && this.mod(y * y - x * x * x + 3n * x - this.b) === 0n;
  }

  point(encoded) {
    return [Bytes.toNumber(encoded.subarray(1, 33)), Bytes.toNumber(encoded.subarray(33)), 1n];
  }

  /** The x-coordinate of u·G + v·Q, or undefined for the point at infinity. */
  sumX(u, v, q) {
    const both = this.#add(this.g, q);
    let sum = [1n, 1n, 0n];
    for (let bit = BigInt(Math.max(u.toString(2).length, v.toString(2).length) - 1); bit >= 0n; bit--) {
      sum = this.#double(sum);
      const [hasU, hasV] = [(u >> bit) & 1n, (v >> bit) & 1n];
      const addend = hasU ? (hasV ? both : this.g) : hasV ? q : undefined;
      sum = addend ? this.#add(sum, addend) : sum;
    }

    const [x, , z] = sum;
    return z === 0n ? undefined : this.mod(x * EllipticCurve.power(this.mod(z * z), this.p - 2n, this.p));
  }

  static power(base, exponent, modulus) {
    let result = 1n;
    for (let square = base % modulus, rest = exponent; rest > 0n; rest >>= 1n) {
      result = rest & 1n ? (result * square) % modulus : result;
      square = (square * square) % modulus;
    }

    return result;
  }

  // Jacobian formulas dbl-2001-b for a = −3 (Explicit-Formulas Database).
  #double([x, y, z]) {
    const delta = this.mod(z * z);
    const gamma = this.mod(y * y);
    const beta = this.mod(x * gamma);
    const alpha = this.mod(3n * (x - delta) * (x + delta));
    const x3 = this.mod(alpha * alpha - 8n * beta);
    const z3 = this.mod((y + z) * (y + z) - gamma - delta);
    return [x3, this.mod(alpha * (4n * beta - x3) - 8n * gamma * gamma), z3];
  }

  // Jacobian formulas add-2007-bl, with the cases they leave out.
  #add(first, second) {
    const [[x1, y1, z1], [x2, y2, z2]] = [first, second];
    if (z1 === 0n || z2 === 0n) {
      return z1 === 0n ? second : first;
    }

    const [zz1, zz2] = [this.mod(z1 * z1), this.mod(z2 * z2)];
    const [u1, u2] = [this.mod(x1 * zz2), this.mod(x2 * zz1)];
    const [s1, s2] = [this.mod(y1 * z2 * zz2), this.mod(y2 * z1 * zz1)];
    if (u1 === u2) {
      return s1 === s2 ? this.#double(first) : [1n, 1n, 0n];
    }

    const [h, r] = [this.mod(u2 - u1), this.mod(s2 - s1)];
    const hh = this.mod(h * h);
    const [hhh, v] = [this.mod(h * hh), this.mod(u1 * hh)];
    const x3 = this.mod(r * r - hhh - 2n * v);
    return [x3, this.mod(r * (v - x3) - s1 * hhh), this.mod(z1 * z2 * h)];
  }
}

/** sm2p256v1 (GB/T 32918.5-2017). */
export const sm2Curve = new EllipticCurve(
  'fffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff',
  '28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93',
  'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123',
  '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7',
  'bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0');

/** P-256 (FIPS 186-4, D.1.2.3); here only to tell points of it, the browser verifies. */
export const p256Curve = new EllipticCurve(
  'ffffffff00000001000000000000000000000000ffffffffffffffffffffffff',
  '5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b',
  'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551',
  '6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296',
  '4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5');

const modulus = 65521;

/** The check value at the end of zlib data (RFC 1950, 8.2). */
export function adler32(bytes) {
  let [a, b] = [1, 0];
  for (const octet of bytes) {
    a = (a + octet) % modulus;
    b = (b + a) % modulus;
  }

  return b * 0x10000 + a;
}

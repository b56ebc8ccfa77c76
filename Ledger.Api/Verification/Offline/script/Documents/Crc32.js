const table = Uint32Array.from({ length: 256 }, (_, octet) => {
  let value = octet;
  for (let bit = 0; bit < 8; bit++) {
    value = (value & 1) === 0 ? value >>> 1 : (value >>> 1) ^ 0xedb88320;
  }

  return value;
});

/** The checksum of ZIP entries (APPNOTE 4.4.7). */
export function crc32(bytes) {
  let checksum = 0xffffffff;
  for (const octet of bytes) {
    checksum = table[(checksum ^ octet) & 0xff] ^ (checksum >>> 8);
  }

  return ~checksum >>> 0;
}

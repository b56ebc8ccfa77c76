const initial = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e];
const rotate = (word, bits) => (word << bits) | (word >>> (32 - bits));
const p0 = (word) => word ^ rotate(word, 9) ^ rotate(word, 17);
const p1 = (word) => word ^ rotate(word, 15) ^ rotate(word, 23);

/** SM3 (GB/T 32905-2016), with the standard's names. */
export class Sm3 {
  /** The 32 bytes of the hash. */
  static hash(data) {
    const state = Int32Array.from(initial);
    const padded = Sm3.#pad(data);
    const words = new Int32Array(68);
    for (let block = 0; block < padded.length; block += 64) {
      Sm3.#compress(state, new DataView(padded.buffer, block, 64), words);
    }

    const hash = new DataView(new ArrayBuffer(32));
    state.forEach((word, i) => hash.setInt32(4 * i, word));
    return new Uint8Array(hash.buffer);
  }

  /** GB/T 32905, 5.2: a bit 1, zeros, and the length in bits as 64 bits. */
  static #pad(data) {
    const padded = new Uint8Array(64 * Math.ceil((data.length + 9) / 64));
    padded.set(data);
    padded[data.length] = 0x80;
    new DataView(padded.buffer).setBigUint64(padded.length - 8, BigInt(data.length) * 8n);
    return padded;
  }

  /** GB/T 32905, 5.3.2 and 5.3.3. */
  static #compress(state, block, w) {
    for (let j = 0; j < 16; j++) {
      w[j] = block.getInt32(4 * j);
    }

    for (let j = 16; j < 68; j++) {
      w[j] = p1(w[j - 16] ^ w[j - 9] ^ rotate(w[j - 3], 15)) ^ rotate(w[j - 13], 7) ^ w[j - 6];
    }

    let [a, b, c, d, e, f, g, h] = state;
    for (let j = 0; j < 64; j++) {
      const t = j < 16 ? 0x79cc4519 : 0x7a879d8a;
      const ss1 = rotate((rotate(a, 12) + e + rotate(t, j % 32)) | 0, 7);
      const ss2 = ss1 ^ rotate(a, 12);
      const ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
      const gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g);
      const tt1 = (ff + d + ss2 + (w[j] ^ w[j + 4])) | 0;
      const tt2 = (gg + h + ss1 + w[j]) | 0;
      [d, c, b, a] = [c, rotate(b, 9), a, tt1];
      [h, g, f, e] = [g, rotate(f, 19), e, p0(tt2)];
    }

    [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] ^= word; });
  }
}

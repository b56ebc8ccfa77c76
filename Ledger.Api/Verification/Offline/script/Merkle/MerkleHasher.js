import { Bytes } from '../Encoding/Bytes.js';
import { Sha256 } from '../Hashing/Sha256.js';
import { Sm3 } from '../Hashing/Sm3.js';

/** The leaf and node hashes of RFC 6962, 2.1 over one hash function, each by promise. */
export class MerkleHasher {
  #hash;

  constructor(hash) {
    this.#hash = hash;
  }

  /** The bare hash function. */
  async hash(data) {
    return this.#hash(data);
  }

  async leaf(entry) {
    return this.#hash(Bytes.concat(Uint8Array.of(0x00), entry));
  }

  async node(left, right) {
    return this.pair(Uint8Array.of(0x01), left, right);
  }

  /** The hash of a tag and two digests. */
  async pair(tag, first, second) {
    return this.#hash(Bytes.concat(tag, first, second));
  }

  /** The root of all leaves, of which there may be none. */
  async root(leaves) {
    if (leaves.length < 2) {
      return leaves[0] ?? this.#hash(new Uint8Array(0));
    }

    // RFC 6962, 2.1: the left part is the largest power of two smaller than the whole.
    let split = 1;
    while (2 * split < leaves.length) {
      split *= 2;
    }

    return this.node(await this.root(leaves.slice(0, split)), await this.root(leaves.slice(split)));
  }
}

export const sha256Tree = new MerkleHasher(Sha256.hash);
export const sm3Tree = new MerkleHasher(Sm3.hash);

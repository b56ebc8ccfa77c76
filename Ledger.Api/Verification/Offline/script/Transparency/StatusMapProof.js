import { Bytes } from '../Encoding/Bytes.js';
import { sm3Tree } from '../Merkle/MerkleHasher.js';

const maxDepth = 256;

/** Stands for an empty subtree. It is text, so nobody can know a node with this hash. */
const placeholder = Bytes.ofText('SPARSE_MERKLE_PLACEHOLDER_HASH__');
const leafTag = Bytes.ofText('JMT::LeafNode');
const branchTag = Bytes.ofText('JMT::IntrnalNode'); // spelt so in the original

/** Bit `depth` of the key, the most significant first: whether the path turns right there. */
const turnsRight = (key, depth) => ((key[depth >> 3] >> (7 - (depth & 7))) & 1) === 1;

/**
 * The way from a key's place in the status map up to the root (a Jellyfish Merkle tree over SM3). Shows that the key has a value
 * or that the map lacks it: because its place is empty, or because another key is alone there.
 */
export class StatusMapProof {
  /** @param {(Uint8Array|undefined)[]} siblings The lowest first; undefined for an empty subtree.
   * @param {{key: Uint8Array, value: Uint8Array}} [other] The other key alone in this place; only in a proof of absence. */
  constructor(siblings, other) {
    Object.assign(this, { siblings, other });
  }

  /** Whether the map of this root gives the key this value; by promise. */
  async verifyInclusion(key, valueHash, root) {
    return this.other === undefined && this.#leads(key, await sm3Tree.pair(leafTag, key, valueHash), root);
  }

  /** Whether the map of this root lacks the key; by promise. */
  async verifyAbsence(key, root) {
    const { other } = this;
    if (other === undefined) {
      return this.#leads(key, placeholder, root);
    }

    // Another key shows absence only from the very place where the asked one would have to be.
    const isNeighbour = !Bytes.equal(other.key, key) && this.siblings.length <= maxDepth
      && this.siblings.every((_, depth) => turnsRight(other.key, depth) === turnsRight(key, depth));
    return isNeighbour && this.#leads(key, await sm3Tree.pair(leafTag, other.key, other.value), root);
  }

  async #leads(key, lowest, root) {
    if (!this.#hasShapeOfATree()) {
      return false;
    }

    let hash = lowest;
    for (let i = 0; i < this.siblings.length; i++) {
      const sibling = this.siblings[i] ?? placeholder;
      hash = turnsRight(key, this.siblings.length - 1 - i)
        ? await sm3Tree.pair(branchTag, sibling, hash)
        : await sm3Tree.pair(branchTag, hash, sibling);
    }

    return Bytes.equal(hash, root);
  }

  /**
   * A place is only as deep as it takes to part from another key, so the lowest sibling is never empty. And emptiness has one
   * form, so that nothing passes for it at the wrong depth.
   */
  #hasShapeOfATree() {
    return this.siblings.length <= maxDepth
      && (this.siblings.length === 0 || this.siblings[0] !== undefined)
      && !this.siblings.some((sibling) => sibling !== undefined && Bytes.equal(sibling, placeholder));
  }
}

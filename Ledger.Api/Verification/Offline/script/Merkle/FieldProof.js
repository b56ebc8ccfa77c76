import { sm3Tree } from './MerkleHasher.js';

/** RFC 6962, 2.1 splits a tree at the largest power of two below its size. */
function split(low, high, first, end, shown) {
  let half = 1;
  while (2 * half < high - low) {
    half *= 2;
  }

  const middle = low + half;
  let at = first;
  while (at < end && shown[at] < middle) {
    at++;
  }

  return [middle, at];
}

/**
 * Shows several fields of a document's tree at once: of the rest only the hashes of the largest subtrees without a shown field, from
 * left to right. How many those are follows from the places of the shown fields alone.
 */
export class FieldProof {
  /** The root to which the shown fields lead, by promise; undefined for what has not the shape of a proof.
   * @param {number} count Number of all fields.
   * @param {number[]} shown Numbers of the shown fields, ascending.
   * @param {Uint8Array[]} leaves Their leaf hashes.
   * @param {Uint8Array[]} hidden The hashes that stand for the others. */
  static async root(count, shown, leaves, hidden) {
    const isAscending = count > 0 && shown.every((place, i) => place > (i === 0 ? -1 : shown[i - 1]) && place < count);
    if (!isAscending || leaves.length !== shown.length || hidden.length !== FieldProof.#hiddenCount(count, shown)) {
      return undefined;
    }

    let next = 0;
    const walk = async (low, high, first, end) => {
      if (first === end) {
        return hidden[next++];
      }

      if (high - low === 1) {
        return leaves[first];
      }

      const [middle, at] = split(low, high, first, end, shown);
      const left = await walk(low, middle, first, at);
      return sm3Tree.node(left, await walk(middle, high, at, end));
    };
    return walk(0, count, 0, shown.length);
  }

  static #hiddenCount(count, shown) {
    const walk = (low, high, first, end) => {
      if (first === end || high - low === 1) {
        return first === end ? 1 : 0;
      }

      const [middle, at] = split(low, high, first, end, shown);
      return walk(low, middle, first, at) + walk(middle, high, at, end);
    };
    return walk(0, count, 0, shown.length);
  }
}

import { Bytes } from '../Encoding/Bytes.js';

/** Audit paths: that an entry is number `index` of a tree (RFC 6962, 2.1.1). Sizes and indexes are BigInt. */
export class InclusionProof {
  /** Whether the path leads from the leaf, at exactly this place in a tree of exactly this size, to the root. */
  static async verify(hasher, leafHash, index, size, path, root) {
    if (index < 0n || index >= size) {
      return false;
    }

    // RFC 9162, 2.1.3.2, with its names.
    let [fn, sn, r] = [index, size - 1n, leafHash];
    for (const p of path) {
      if (sn === 0n) {
        return false;
      }

      if ((fn & 1n) === 1n || fn === sn) {
        r = await hasher.node(p, r);
        while ((fn & 1n) === 0n && fn !== 0n) {
          [fn, sn] = [fn >> 1n, sn >> 1n];
        }
      } else {
        r = await hasher.node(r, p);
      }

      [fn, sn] = [fn >> 1n, sn >> 1n];
    }

    return sn === 0n && Bytes.equal(r, root);
  }

  /** The root of all leaves but the last, which the last leaf's path gives. */
  static async rootBeforeLast(hasher, pathOfLast) {
    let root = pathOfLast[0] ?? await hasher.root([]);
    for (const left of pathOfLast.slice(1)) {
      root = await hasher.node(left, root);
    }

    return root;
  }
}

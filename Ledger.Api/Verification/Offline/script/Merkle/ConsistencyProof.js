import { Bytes } from '../Encoding/Bytes.js';

/** That a tree only grew: the newer begins with all the leaves of the older, unchanged (RFC 6962, 2.1.2). Sizes are BigInt. */
export class ConsistencyProof {
  /** Whether the path shows that the newer root's tree begins with the older root's tree, which has at least one leaf. */
  static async verify(hasher, oldSize, newSize, oldRoot, newRoot, path) {
    if (oldSize <= 0n || oldSize > newSize) {
      return false;
    }

    if (oldSize === newSize) {
      return path.length === 0 && Bytes.equal(oldRoot, newRoot);
    }

    // RFC 9162, 2.1.4.2, step 1: a complete older tree is its own starting point.
    const isComplete = (oldSize & (oldSize - 1n)) === 0n;
    const nodes = isComplete ? [oldRoot, ...path] : path;
    return nodes.length > 0 && ConsistencyProof.#fold(hasher, oldSize, newSize, oldRoot, newRoot, nodes);
  }

  /** RFC 9162, 2.1.4.2, steps 3 to 7, with its names: computes both roots from the same hashes. */
  static async #fold(hasher, oldSize, newSize, oldRoot, newRoot, [first, ...rest]) {
    let [fn, sn] = [oldSize - 1n, newSize - 1n];
    while ((fn & 1n) === 1n) {
      [fn, sn] = [fn >> 1n, sn >> 1n];
    }

    let [fr, sr] = [first, first];
    for (const c of rest) {
      if (sn === 0n) {
        return false;
      }

      if ((fn & 1n) === 1n || fn === sn) {
        [fr, sr] = [await hasher.node(c, fr), await hasher.node(c, sr)];
        while ((fn & 1n) === 0n && fn !== 0n) {
          [fn, sn] = [fn >> 1n, sn >> 1n];
        }
      } else {
        sr = await hasher.node(sr, c);
      }

      [fn, sn] = [fn >> 1n, sn >> 1n];
    }

    return sn === 0n && Bytes.equal(fr, oldRoot) && Bytes.equal(sr, newRoot);
  }
}

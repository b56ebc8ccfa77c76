import { Bytes } from '../Encoding/Bytes.js';
import { InclusionProof } from '../Merkle/InclusionProof.js';
import { sha256Tree } from '../Merkle/MerkleHasher.js';
import { StatusEntry } from '../Transparency/StatusEntry.js';

/** The events of a status bundle: that they stand in the log, follow each other, and lead to the proven status. */
export class EventHistory {
  /** Whether the bundle shows every event of its key. */
  static isWhole(bundle) {
    return bundle.events.length === (bundle.status?.version ?? 0);
  }

  /** Whether the events lead to the bundle's status, or to its absence, under a verified checkpoint; by promise. */
  static async addsUp(bundle, size, root) {
    const isWhole = EventHistory.isWhole(bundle);
    let [folded, previous] = [undefined, undefined];
    for (const [i, event] of bundle.events.entries()) {
      const follows = event.leaf.previousIndex === previous || (i === 0 && !isWhole);
      if (!follows || !await EventHistory.#isInTheLog(event, bundle.mapKey, size, root)) {
        return false;
      }

      previous = event.index;
      folded = isWhole ? await StatusEntry.after(folded, event.leaf, event.index) : undefined;
      if (isWhole && folded === undefined) {
        return false;
      }
    }

    // Without the oldest events the chain of hashes has no beginning to fold from.
    return isWhole ? folded?.equals(bundle.status) ?? bundle.status === undefined : previous === bundle.status.lastIndex;
  }

  static async #isInTheLog({ index, leaf, path, body }, mapKey, size, root) {
    return Bytes.equal(leaf.mapKey, mapKey)
      && (body === undefined || await leaf.isOf(body))
      && InclusionProof.verify(sha256Tree, await sha256Tree.leaf(leaf.bytes), index, size, path, root);
  }
}

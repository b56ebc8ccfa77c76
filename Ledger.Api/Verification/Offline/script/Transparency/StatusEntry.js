import { Bytes } from '../Encoding/Bytes.js';
import { Sm3 } from '../Hashing/Sm3.js';
import { sm3Tree } from '../Merkle/MerkleHasher.js';
import { statusAfter } from './SubjectStatus.js';

/** What the status map says about one key: status, number of events so far, index (BigInt) of the last, hash chain over all. */
export class StatusEntry {
  constructor(status, version, lastIndex, history) {
    Object.assign(this, { status, version, lastIndex, history });
  }

  /** What the map holds: `SM3("ST1\n" ‖ u8 status ‖ u32 version ‖ u64 lastIndex ‖ history)`, big-endian. */
  valueHash() {
    return Sm3.hash(Bytes.concat(
      Bytes.ofText('ST1\n'), Uint8Array.of(this.status), Bytes.ofNumber(BigInt(this.version), 4), Bytes.ofNumber(this.lastIndex, 8), this.history));
  }

  equals(other) {
    return other !== undefined && Bytes.equal(this.valueHash(), other.valueHash());
  }

  /** The entry after one more event (undefined before the first), by promise; undefined when the event cannot follow. */
  static async after(before, leaf, index) {
    const continues = leaf.previousIndex === before?.lastIndex && (before === undefined || index > before.lastIndex);
    const status = continues ? statusAfter(before?.status, leaf.type) : undefined;
    if (status === undefined) {
      return undefined;
    }

    // SM3("HC1\n" ‖ history before ‖ u64 index ‖ SM3 leaf hash); before the first event 32 zero bytes.
    const history = Sm3.hash(Bytes.concat(
      Bytes.ofText('HC1\n'), before?.history ?? new Uint8Array(32), Bytes.ofNumber(index, 8), await sm3Tree.leaf(leaf.bytes)));
    return new StatusEntry(status, (before?.version ?? 0) + 1, index, history);
  }
}

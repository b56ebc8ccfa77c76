import { Bytes } from '../Encoding/Bytes.js';
import { refuse } from '../Encoding/FormatError.js';
import { Sha256 } from '../Hashing/Sha256.js';
import { Sm3 } from '../Hashing/Sm3.js';
import { EventType } from './EventType.js';
import { LeafReader } from './LeafReader.js';

const length = 117;
const none = 2n ** 64n - 1n;

/**
 * One event as the log holds it: 117 bytes
 * `"LE1\n" ‖ u8 type ‖ u64 time ‖ 32 mapKey ‖ u64 previous ‖ 32 SHA-256(body) ‖ 32 SM3(body)`, big-endian.
 */
export class EventLeaf {
  constructor(bytes) {
    const reader = new LeafReader('An event leaf', 'LE1\n', bytes, length);
    this.bytes = bytes;
    this.type = reader.byte();
    if (!Object.values(EventType).includes(this.type)) {
      refuse(`Event type ${this.type} is unknown.`);
    }

    this.time = reader.time();
    this.mapKey = reader.digest();
    const previous = reader.uint64();
    if (previous >= 2n ** 63n && previous !== none) {
      refuse('An event leaf has a previous index of 2^63 or more.');
    }

    /** Index (BigInt) of the previous event of the same map key, or undefined for the first. */
    this.previousIndex = previous === none ? undefined : previous;
    this.bodySha256 = reader.digest();
    this.bodySm3 = reader.digest();
  }

  /** Whether these are the bytes the leaf speaks of; both hashes are compared. By promise. */
  async isOf(body) {
    return Bytes.equal(await Sha256.hash(body), this.bodySha256) && Bytes.equal(Sm3.hash(body), this.bodySm3);
  }
}

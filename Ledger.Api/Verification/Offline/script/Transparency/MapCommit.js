import { LeafReader } from './LeafReader.js';

const length = 124;

/**
 * The last leaf under every signed checkpoint: 124 bytes
 * `"MC1\n" ‖ u64 epoch ‖ u64 index ‖ u64 time ‖ 32 mapRoot ‖ 32 SHA-256 root ‖ 32 SM3 root`, big-endian. It commits the status
 * map and both twin trees as they were before it.
 */
export class MapCommit {
  constructor(bytes) {
    const reader = new LeafReader('A map commit', 'MC1\n', bytes, length);
    this.bytes = bytes;
    reader.index(); // number of this commit in its log
    this.index = reader.index();
    this.time = reader.time();
    this.mapRoot = reader.digest();
    this.sha256Root = reader.digest();
    this.sm3Root = reader.digest();
  }
}

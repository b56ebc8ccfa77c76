import { CanonicalBase64 } from '../Encoding/CanonicalBase64.js';
import { refuse } from '../Encoding/FormatError.js';
import { NoteText } from './NoteText.js';

const greatestSize = 2n ** 63n - 1n;

/** The state of a log (c2sp.org/tlog-checkpoint), in exactly three lines: origin, size (BigInt) and root. */
export class Checkpoint {
  constructor(origin, size, root) {
    Object.assign(this, { origin, size, root });
  }

  /** Reads the three lines; extension lines are refused: a line nobody checks is a line somebody will trust. */
  static parse(text) {
    const [, origin, size, root] = /^([^\n]*)\n(0|[1-9][0-9]{0,18})\n([^\n]*)\n$/.exec(text)
      ?? refuse('A checkpoint is the three lines origin, size and root.');
    return NoteText.isName(origin) && BigInt(size) <= greatestSize
      ? new Checkpoint(origin, BigInt(size), CanonicalBase64.digest(root))
      : refuse('A checkpoint is the three lines origin, size and root.');
  }

  format() {
    return `${this.origin}\n${this.size}\n${CanonicalBase64.encode(this.root)}\n`;
  }
}

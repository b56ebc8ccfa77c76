import { Bytes } from '../Encoding/Bytes.js';
import { Sha256 } from '../Hashing/Sha256.js';
import { ConsistencyProof } from '../Merkle/ConsistencyProof.js';
import { sha256Tree } from '../Merkle/MerkleHasher.js';
import { Checkpoint } from '../Transparency/Checkpoint.js';
import { Check, CheckResult } from './Check.js';

const name = 'anchor';

/** Whether the checkpoint continues the anchor that the file names. The chain itself cannot be asked without a network. */
export class AnchorChecks {
  /** By promise. */
  static async make(links) {
    const { anchor } = links.bundle;
    if (anchor === undefined) {
      return [new Check(name, CheckResult.noted, '上链待确认。', 'Not anchored on the chain yet.')];
    }

    const fits = await AnchorChecks.#fits(anchor, links);
    return [
      Check.of(
        'anchor-consistency', fits,
        fits ? `检查点由所附存证的 ${anchor.size} 条记录只增不改而来。` : '检查点与所附存证不一致。',
        fits ? `The checkpoint continues the ${anchor.size} leaves of the anchor that the proof names.`
          : 'The checkpoint does not continue the anchor that the proof names.'),
      new Check(name, CheckResult.noted, '未联链核对（离线）。', 'The chain was not asked (offline).'),
    ];
  }

  /** Whether an anchor agrees with itself and the proven checkpoint continues it. */
  static async #fits(anchor, links) {
    const note = new Checkpoint(links.bundle.origin, anchor.size, anchor.sha256Root).format();
    return anchor.size > 0n
      && Bytes.equal(anchor.noteHash, await Sha256.hash(Bytes.ofText(note)))
      && await ConsistencyProof.verify(sha256Tree, anchor.size, links.size, anchor.sha256Root, links.root, anchor.consistency)
      && (anchor.size < links.size || AnchorChecks.#isOf(anchor, links));
  }

  static #isOf(anchor, links) {
    const { mapCommit } = links.bundle;
    return Bytes.equal(anchor.sm3Root, links.sm3Root) && Bytes.equal(anchor.mapRoot, mapCommit.mapRoot) && anchor.time === mapCommit.time;
  }
}

import { Bytes } from '../Encoding/Bytes.js';
import { FormatError } from '../Encoding/FormatError.js';
import { InclusionProof } from '../Merkle/InclusionProof.js';
import { sha256Tree, sm3Tree } from '../Merkle/MerkleHasher.js';
import { Checkpoint } from '../Transparency/Checkpoint.js';
import { maxEvents } from '../Transparency/StatusBundle.js';
import { Check, CheckResult } from './Check.js';
import { EventHistory } from './EventHistory.js';

/** The links of a status bundle's chain of proof, each a check: signatures, map commit, status map, events. */
export class StatusLinks {
  #log;

  checks = [];

  /** Whether no link is broken; size and roots mean something only then. */
  hold = false;

  constructor(bundle, log) {
    this.bundle = bundle;
    this.#log = log;
  }

  /** Follows the proof, by promise; stops at the first link that does not hold. */
  static async follow(bundle, mapKey, log) {
    const links = new StatusLinks(bundle, log);
    try {
      links.hold = await links.#checkpointIsSigned()
        && await links.#mapIsCommitted()
        && await links.#statusIsInTheMap(mapKey)
        && await links.#eventsAddUp();
    } catch (error) {
      if (!(error instanceof FormatError)) {
        throw error;
      }

      links.#add(Check.of('proof-form', false, '证明内容不符合格式。', `The proof is malformed: ${error.message}`));
    }

    return links;
  }

  /** Whether the bundle shows every event of the subject. */
  get showsAllEvents() {
    return EventHistory.isWhole(this.bundle);
  }

  async #checkpointIsSigned() {
    const { bundle } = this;
    const log = this.#log;
    const sha = await StatusLinks.#signed(bundle.checkpoint, log.ed25519, log.origin);
    const sm3 = await StatusLinks.#signed(bundle.sm3Checkpoint, log.sm2, log.sm3Origin);
    const holds = bundle.origin === log.origin && sha !== undefined && sm3?.size === sha.size;
    if (holds) {
      [this.size, this.root, this.sm3Root] = [sha.size, sha.root, sm3.root];
    }

    return this.#add(Check.of(
      'log-signature', holds,
      holds ? `账本 ${log.origin} 以 Ed25519 与 SM2 签署了含 ${sha.size} 条记录的检查点。` : `检查点不是账本 ${log.origin} 的密钥所签。`,
      holds ? `The log ${log.origin} signed a checkpoint of ${sha.size} leaves with Ed25519 and SM2.`
        : `The checkpoint is not signed by the keys of the log ${log.origin}.`));
  }

  async #mapIsCommitted() {
    const { bundle, size } = this;

    // Rule L: only the last leaf under the signed checkpoint speaks for it; an older commit would be a stale status.
    const holds = bundle.mapCommit.index === size - 1n
      && await this.#isLastOf(sha256Tree, bundle.mapCommitPath, this.root, bundle.mapCommit.sha256Root)
      && await this.#isLastOf(sm3Tree, bundle.mapCommitSm3Path, this.sm3Root, bundle.mapCommit.sm3Root);
    return this.#add(Check.of(
      'map-commitment', holds,
      holds ? '状态图的根是检查点的最后一条记录，双树（SHA-256、SM3）均包含它。' : '状态图的根不在检查点末尾。',
      holds ? "The status map's root is the checkpoint's last leaf, under both trees (SHA-256 and SM3)."
        : `The status map's root is not the last leaf under the checkpoint of ${this.#log.origin}.`));
  }

  /** Whether the commit is the last leaf of this tree, and tells the root of the leaves before it truly. */
  async #isLastOf(hasher, path, root, before) {
    const leaf = await hasher.leaf(this.bundle.mapCommit.bytes);
    return await InclusionProof.verify(hasher, leaf, this.size - 1n, this.size, path, root)
      && Bytes.equal(await InclusionProof.rootBeforeLast(hasher, path), before);
  }

  async #statusIsInTheMap(key) {
    const { mapKey, status, mapProof, mapCommit } = this.bundle;
    const holds = Bytes.equal(mapKey, key) && (status === undefined
      ? await mapProof.verifyAbsence(key, mapCommit.mapRoot)
      : await mapProof.verifyInclusion(key, status.valueHash(), mapCommit.mapRoot));
    const [chinese, english] = !holds ? ['状态证明与所问对象不符。', 'The status proof does not fit what was asked for.']
      : status === undefined ? ['状态图证明账本中没有该对象。', 'The status map proves that the log does not have this subject.']
      : ['该对象的状态由状态图证明。', 'The status map proves the status of this very subject.'];
    return this.#add(Check.of('status-proof', holds, chinese, english));
  }

  async #eventsAddUp() {
    const name = 'event-history';
    const all = this.bundle.status?.version ?? 0;
    const shown = this.bundle.events.length;
    if (shown === 0 && all > 0) {
      return this.#add(new Check(
        name, CheckResult.noted, `证明未附该对象的 ${all} 个事件，状态由状态图证明。`,
        `The proof leaves the ${all === 1 ? 'one event' : `${all} events`} of this subject out; the status map proves the status without ${all === 1 ? 'it' : 'them'}.`));
    }

    const holds = shown === Math.min(all, maxEvents) && await EventHistory.addsUp(this.bundle, this.size, this.root);
    return this.#add(Check.of(
      name, holds,
      holds ? `账本记有该对象的 ${all} 个事件，所示 ${shown} 个前后相接，内容哈希与状态一致。` : '账本中的事件与状态不符。',
      holds ? all === 1 ? 'The log holds one event of this subject, and it gives the status.'
        : `The log holds ${all} events of this subject; the ${shown} shown follow each other and add up to the status.`
        : 'The events do not add up to the status.'));
  }

  static async #signed(note, key, origin) {
    const checkpoint = Checkpoint.parse(note.text);
    const { verified } = await note.verify([key]);
    return checkpoint.origin === origin && verified.length === 1 ? checkpoint : undefined;
  }

  #add(check) {
    this.checks.push(check);
    return !check.hasFailed;
  }
}

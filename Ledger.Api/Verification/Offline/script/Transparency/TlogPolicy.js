import { Bytes } from '../Encoding/Bytes.js';
import { TlogPolicyReader } from './TlogPolicyReader.js';

/** The quorum of a policy that asks for no cosignature. */
export const noQuorum = 'none';

/** Which witnesses are trusted, and how many must have cosigned a checkpoint (c2sp.org/tlog-policy). */
export class TlogPolicy {
  constructor({ logs, witnesses, groups, quorum }) {
    Object.assign(this, { logs, witnesses, groups, quorum });
  }

  /** Reads a policy file, by promise. */
  static async parse(text) {
    return new TlogPolicy(await TlogPolicyReader.read(text));
  }

  /** Whether a witness recomputed both trees and the status map, by the name of its key. */
  static isMapAuditor(witness) {
    return witness.key.name.endsWith('/map-auditor');
  }

  /** Judges a checkpoint, by promise: the cosignatures that counted, known keys that failed, and the newest time such that the
   * cosignatures of that time or later still make the quorum; undefined where it is not met or not asked for. */
  async evaluate(note) {
    const known = [...this.logs, ...this.witnesses.map((witness) => witness.key)];
    const { verified, failed } = await note.verify(known);
    const cosignatures = verified.filter((signature) => signature.time !== undefined);
    return { cosignatures, failed, quorumTime: this.witnessed(cosignatures).get(this.quorum) };
  }

  /** The witnesses and groups that have witnessed, each with the newest time by which it had: its own for a witness, the k-th
   * newest of its members' for a group of threshold k. */
  witnessed(cosignatures) {
    const times = new Map();
    for (const { verifier, time } of cosignatures) {
      const witness = this.witnesses.find(({ key }) => key.equals(verifier));
      if (witness) {
        times.set(witness.name, time);
      }
    }

    // A group comes after its members, so one pass settles them all.
    for (const group of this.groups) {
      const members = group.members.filter((member) => times.has(member)).map((member) => times.get(member)).sort((a, b) => b - a);
      if (members.length >= group.threshold) {
        times.set(group.name, members[group.threshold - 1]);
      }
    }

    return times;
  }

  /** Whether a log's own key is among the witnesses. */
  hasWitness(key) {
    return this.witnesses.some((witness) => Bytes.equal(witness.key.key.publicKey, key.publicKey));
  }
}

import { refuse } from '../Encoding/FormatError.js';
import { NoteKeyKind, NoteVerifier } from '../Transparency/NoteVerifier.js';
import { TlogPolicy } from '../Transparency/TlogPolicy.js';
import { Forms } from './Forms.js';

/** A province's log as a verifier trusts it: its origin, the two keys that sign its checkpoints, and who must have cosigned them. */
export class TrustedLog {
  constructor(origin, ed25519, sm2, witnesses) {
    Object.assign(this, { origin, ed25519, sm2, witnesses });
  }

  /** Origin of the SM3 twin. */
  get sm3Origin() {
    return `${this.origin}/sm3`;
  }

  static async read(members) {
    const log = new TrustedLog(
      members.text('origin', Forms.origin),
      await NoteVerifier.parse(members.text('ed25519')),
      await NoteVerifier.parse(members.text('sm2')),
      members.has('policy') ? await TlogPolicy.parse(members.text('policy')) : undefined);
    if (members.has('address')) {
      members.text('address', Forms.httpAddress);
    }

    members.refuseOthers();

    // A key of another kind or name signs other notes: then no checkpoint would ever verify, and nobody would know why.
    const fits = log.ed25519.kind === NoteKeyKind.ed25519 && log.ed25519.name === log.origin
      && log.sm2.kind === NoteKeyKind.sm2 && log.sm2.name === log.sm3Origin;
    if (!fits) {
      refuse(`The keys are not those of ${log.origin} and ${log.sm3Origin}.`);
    }

    if (log.witnesses?.logs.some((key) => !key.equals(log.ed25519)) || log.witnesses?.hasWitness(log.ed25519.key)) {
      refuse(`The policy of ${log.origin} names another log or another key, or the log as its own witness.`);
    }

    return log;
  }
}

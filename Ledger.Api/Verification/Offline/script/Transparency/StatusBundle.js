import { Bytes } from '../Encoding/Bytes.js';
import { CanonicalBase64 } from '../Encoding/CanonicalBase64.js';
import { CanonicalJson } from '../Encoding/CanonicalJson.js';
import { refuse } from '../Encoding/FormatError.js';
import { StrictJson } from '../Encoding/StrictJson.js';
import { StrictJsonMembers } from '../Encoding/StrictJsonMembers.js';
import { BundledAnchor } from './BundledAnchor.js';
import { EventLeaf } from './EventLeaf.js';
import { MapCommit } from './MapCommit.js';
import { NoteText } from './NoteText.js';
import { SignedNote } from './SignedNote.js';
import { StatusEntry } from './StatusEntry.js';
import { StatusMapProof } from './StatusMapProof.js';
import { SubjectStatus } from './SubjectStatus.js';

const maxLength = 256 * 1024;
const maxDepth = 8;
const maxPath = 64;
const maxMapDepth = 256;
const digest = (text) => Bytes.fromHex(text, 32);

/** The most events in a bundle. */
export const maxEvents = 64;

/**
 * The proof that travels with a licence: what the status map of one log said about one key at one checkpoint. Reading it checks
 * its form only.
 */
export class StatusBundle {
  constructor(members) {
    members.number('v', 1, 1);
    this.origin = members.text('origin', (text) => (NoteText.isName(text) ? text : refuse('An origin has no white space.')));
    this.checkpoint = members.text('checkpoint', SignedNote.parse);
    this.sm3Checkpoint = members.text('sm3Checkpoint', SignedNote.parse);
    this.mapCommit = members.text('mapCommit', (text) => new MapCommit(CanonicalBase64.decode(text)));
    this.mapCommitPath = members.texts('mapCommitPath', maxPath, CanonicalBase64.digest);
    this.mapCommitSm3Path = members.texts('mapCommitSm3Path', maxPath, CanonicalBase64.digest);
    this.mapKey = members.text('mapKey', digest);
    this.status = members.has('status') ? StatusBundle.#status(members.part('status')) : undefined;
    this.mapProof = StatusBundle.#proof(members.part('mapProof'), this.status === undefined);
    this.events = members.parts('events', maxEvents).map(StatusBundle.#event);
    this.anchor = members.has('anchor') ? new BundledAnchor(members.part('anchor')) : undefined;
    members.refuseOthers();
    if (this.events.some((event, i) => i > 0 && event.index <= this.events[i - 1].index)) {
      refuse('The events of a status bundle are not in ascending order.');
    }
  }

  /** Reads a bundle in its one form. */
  static parse(json) {
    const value = StrictJson.parseObject(json, maxLength, maxDepth);
    const bundle = new StatusBundle(new StrictJsonMembers(value));
    return Bytes.equal(CanonicalJson.write(value), json) ? bundle : refuse('A status bundle is not in canonical form.');
  }

  static #status(members) {
    const status = members.number('status', 0, 255);
    const entry = new StatusEntry(
      Object.values(SubjectStatus).includes(status) ? status : refuse(`Status ${status} is unknown.`),
      members.number('version', 1, 2 ** 32 - 1),
      BigInt(members.number('lastIndex')),
      members.text('history', digest));
    members.refuseOthers();
    return entry;
  }

  static #proof(members, mayHaveOther) {
    const siblings = members.texts('siblings', maxMapDepth, (text) => (text === '' ? undefined : CanonicalBase64.digest(text)));
    let other;
    if (mayHaveOther && members.has('other')) {
      const leaf = members.part('other');
      other = { key: leaf.text('key', digest), value: leaf.text('value', digest) };
      leaf.refuseOthers();
    }

    members.refuseOthers();
    return new StatusMapProof(siblings, other);
  }

  static #event(members) {
    const event = {
      index: BigInt(members.number('index')),
      leaf: members.text('leaf', (text) => new EventLeaf(CanonicalBase64.decode(text))),
      path: members.texts('path', maxPath, CanonicalBase64.digest),
      body: members.has('body') ? members.text('body', CanonicalBase64.decode) : undefined,
    };
    members.refuseOthers();
    return event;
  }
}

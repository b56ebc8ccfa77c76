import { FormatError } from '../Encoding/FormatError.js';
import { ProtobufReader } from '../Encoding/ProtobufReader.js';
import { EventType } from '../Transparency/EventType.js';
import { SubjectStatus } from '../Transparency/SubjectStatus.js';
import { Forms } from './Forms.js';

const { valid, suspended, revoked, disputed, suspendedDisputed } = SubjectStatus;

// EventBody.event; LicenceRevoked.reason_code and decided_on.
const [eventField, reasonField, dayField] = [5, 2, 4];
const ends = {
  cancelled: ['已注销', 'cancelled'],
  withdrawn: ['已撤销', 'withdrawn'],
  penalty: ['已吊销', 'revoked'],
  superseded: ['已由新版取代', 'superseded by a new version'],
  transferred: ['已转出', 'transferred out'],
};

/** What a proven status means for a licence. */
export class ProvenStanding {
  #status;
  #isAmended;
  #end;

  /** @param {StatusBundle} bundle A bundle whose every link holds. */
  constructor(bundle) {
    this.#status = bundle.status?.status;

    // A licence that was changed after the statement at hand: then this statement no longer counts.
    this.#isAmended = bundle.events.some(({ leaf }) => leaf.type === EventType.amend);
    this.#end = ProvenStanding.#endIn(bundle.events);
  }

  /** Neither suspended nor ended nor changed. An open objection leaves a licence in force. */
  get isInForce() {
    return [valid, disputed].includes(this.#status) && !this.#isAmended;
  }

  /** Not in force, but it may come back. */
  get isSuspended() {
    return [suspended, suspendedDisputed].includes(this.#status) && !this.#isAmended;
  }

  /** Whether an objection is open, whatever else the licence is. */
  get isDisputed() {
    return [disputed, suspendedDisputed].includes(this.#status);
  }

  /** What the licence is, to follow *the licence is*; in Chinese and English. The status map knows that it ended; how, the event's body where it is shown. */
  get words() {
    return this.#status === revoked ? this.#end ?? ['已终止（所据证明未载明如何终止）', 'ended (this proof does not show how)']
      : this.isInForce ? ['有效', 'in force']
      : this.isSuspended ? ['暂扣', 'suspended']
      : [valid, disputed, suspended, suspendedDisputed].includes(this.#status) ? ['已变更，本文件为旧版', 'amended: this file is an older version']
      : ['不是证照状态', "not a licence's status"];
  }

  /** What the newest end among events says of itself, as words; undefined where its body is not shown, or says nothing that is known. */
  static #endIn(events) {
    const body = events.findLast(({ leaf }) => leaf.type === EventType.revoke)?.body;
    if (body === undefined) {
      return undefined;
    }

    try {
      const ended = ProtobufReader.field(body, eventField);
      const [reason, day] = [reasonField, dayField].map((field) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(ProtobufReader.field(ended, field)));
      return Object.hasOwn(ends, reason) && Forms.date(day)
        ? [`${ends[reason][0]}（${day} 决定）`, `${ends[reason][1]} (decided on ${day})`]
        : undefined;
    } catch (error) {
      if (!(error instanceof FormatError)) {
        throw error;
      }

      return undefined;
    }
  }
}

import { EventType } from '../Transparency/EventType.js';
import { SubjectStatus } from '../Transparency/SubjectStatus.js';

const { valid, suspended, revoked, disputed, suspendedDisputed } = SubjectStatus;

/** What a proven status means for a licence. */
export class ProvenStanding {
  #status;
  #isAmended;

  /** @param {StatusBundle} bundle A bundle whose every link holds. */
  constructor(bundle) {
    this.#status = bundle.status?.status;

    // A licence that was changed after the statement at hand: then this statement no longer counts.
    this.#isAmended = bundle.events.some(({ leaf }) => leaf.type === EventType.amend);
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

  /** What the licence is, to follow *the licence is*; in Chinese and English. The status map knows that it ended, not how. */
  get words() {
    return this.#status === revoked ? [
      '已终止（注销、撤销、吊销、转出或由新版取代之一）', 'ended: cancelled, withdrawn, revoked, transferred out or superseded by a new version']
      : this.isInForce ? ['有效', 'in force']
      : this.isSuspended ? ['暂扣', 'suspended']
      : [valid, disputed, suspended, suspendedDisputed].includes(this.#status) ? ['已变更，本文件为旧版', 'amended: this file is an older version']
      : ['不是证照状态', "not a licence's status"];
  }
}

import { Bytes } from '../Encoding/Bytes.js';
import { FormatError } from '../Encoding/FormatError.js';
import { ProtobufReader } from '../Encoding/ProtobufReader.js';
import { Sm3 } from '../Hashing/Sm3.js';
import { EventType } from '../Transparency/EventType.js';
import { BeijingTime } from './BeijingTime.js';
import { Check, CheckResult } from './Check.js';

const name = 'issue';

// EventBody.event, and statement_sm3 of the event of an issue.
const eventField = 5;
const statementField = 1;

/** That the proven history is the one of this very statement: its first event issues it, on the day the statement names. */
export class IssueChecks {
  /** The checks; the second is made only where the first passes. */
  static make(links, statement) {
    if (links.bundle.status === undefined) {
      return [Check.of(name, false, '账本中没有本证照。', 'The log does not have this licence.')];
    }

    if (!links.showsAllEvents) {
      return [new Check(
        name, CheckResult.unknown, '证明未列出全部事件，无法核对签发内容。',
        'The proof does not show all events: what was issued cannot be compared.')];
    }

    const [first] = links.bundle.events;
    const issue = IssueChecks.#isIssueOf(first, statement);
    return issue.result === CheckResult.passed ? [issue, IssueChecks.#ofItsDay(first, statement)] : [issue];
  }

  static #isIssueOf({ leaf, body }, statement) {
    try {
      const holds = leaf.type === EventType.issue && body !== undefined && IssueChecks.#issues(body, statement);
      return Check.of(
        name, holds,
        holds ? '账本中的首个事件签发的正是本证照。' : '账本中的首个事件不是本证照的签发。',
        holds ? 'The first event in the log issues this very statement.' : 'The first event in the log does not issue this statement.');
    } catch (error) {
      if (!(error instanceof FormatError)) {
        throw error;
      }

      return Check.of(name, false, '签发事件不符合格式。', `The event of the issue is malformed: ${error.message}`);
    }
  }

  /**
   * Certificates are judged by the day of issue, which the department itself wrote down. The log bears witness that it did not
   * date back: it took the issue in on that day, or, for one just before midnight, on the next.
   */
  static #ofItsDay({ leaf }, statement) {
    const logged = BeijingTime.dayOf(leaf.time);
    const late = BeijingTime.daysBetween(statement.issuedOn, logged);
    return Check.of(
      'issue-day', late === 0 || late === 1,
      `证照颁发日期 ${statement.issuedOn}，账本记载签发于 ${logged}。`,
      `The licence is dated ${statement.issuedOn}; the log took its issue in on ${logged}.`);
  }

  /** Whether an event body is the issue of this statement: field 5 is the event, whose field 1 is the statement's SM3. */
  static #issues(body, statement) {
    const event = ProtobufReader.field(body, eventField);
    return Bytes.equal(ProtobufReader.field(event, statementField), Sm3.hash(statement.bytes));
  }
}

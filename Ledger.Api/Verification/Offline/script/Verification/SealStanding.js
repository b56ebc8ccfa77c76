import { Bytes } from '../Encoding/Bytes.js';
import { FormatError } from '../Encoding/FormatError.js';
import { ProtobufReader } from '../Encoding/ProtobufReader.js';
import { ESealSignature } from '../ESeals/ESealSignature.js';
import { Sm3 } from '../Hashing/Sm3.js';
import { EventType } from '../Transparency/EventType.js';
import { MapKey, MapNamespace } from '../Transparency/MapKey.js';
import { StatusBundle } from '../Transparency/StatusBundle.js';
import { SubjectStatus, statusAfter } from '../Transparency/SubjectStatus.js';
import { BeijingTime } from './BeijingTime.js';
import { Check, CheckResult } from './Check.js';
import { StatusLinks } from './StatusLinks.js';

const name = 'seal-standing';
const handleLength = 16;

// EventBody.event, LicenceIssued.seal_handle, SealMade.seal_sm3.
const eventField = 5;
const handleField = 21;
const sealField = 1;

const field = (body, wanted) => ProtobufReader.field(ProtobufReader.field(body, eventField), wanted);

/**
 * That the seal was made and neither frozen nor revoked when the log took the licence in. What happened to it later does not
 * matter, so any proof that reaches as far as the issue tells it for good, however old.
 */
export class SealStanding {
  /** The check, by promise.
   * @param {StatusLinks} own The licence's own proof, every link of which holds and whose first event is the issue.
   * @param {Uint8Array|undefined} attached The seal's bundle that came with it. */
  static async make(licence, own, attached, log) {
    const [issue] = own.bundle.events;
    let [handle, seal] = [undefined, undefined];
    try {
      handle = field(issue.body, handleField);
      if (handle.length === 0) {
        return new Check(
          name, CheckResult.noted, '签发时账本尚未登记印章，不核对印章状态。',
          "The licence was issued before seals stood in the log; the seal's standing is not judged.");
      }

      seal = attached === undefined ? undefined : StatusBundle.parse(attached);
    } catch (error) {
      if (!(error instanceof FormatError)) {
        throw error;
      }

      return Check.of(name, false, '印章状态证明不符合格式。', `The proof of the seal's standing is malformed: ${error.message}`);
    }

    if (handle.length !== handleLength) {
      return Check.of(name, false, '签发事件所指的印章标识有误。', 'The event of the issue names a seal wrongly.');
    }

    if (seal === undefined) {
      return new Check(
        name, CheckResult.unknown, '文件未附印章状态证明，亦未取得，无法判定签发时印章是否有效。',
        "The file carries no proof of its seal's standing, and none was had: nobody can tell whether the seal was in force then.");
    }

    const key = MapKey.of(own.bundle.origin, MapNamespace.seal, handle);
    return SealStanding.#judge(licence, await StatusLinks.follow(seal, key, log), own, issue.index);
  }

  static #judge(licence, seal, own, issue) {
    if (!seal.hold) {
      return Check.of(name, false, '印章状态证明不成立，或不是本印章的。', "The proof of the seal's standing does not hold, or is of another seal.");
    }

    const isOfSameCheckpoint = seal.size === own.size && Bytes.equal(seal.root, own.root) && Bytes.equal(seal.sm3Root, own.sm3Root);
    if (!isOfSameCheckpoint || !seal.showsAllEvents) {
      return new Check(
        name, CheckResult.unknown, '印章状态证明与证照证明不出自同一检查点，或未列出全部事件，无法判定。',
        "The proof of the seal's standing is not under the checkpoint of the licence's, or does not show all events: nobody can tell.");
    }

    const { events } = seal.bundle;
    if (!SealStanding.#isTheSeal(licence, events)) {
      return Check.of(name, false, '账本所登记的印章不是本证照所用的印章。', 'The seal that the log names is not the one on this licence.');
    }

    const then = events.filter(({ index }) => index < issue).reduce((status, { leaf }) => statusAfter(status, leaf.type), undefined);
    const ends = [EventType.sealFrozen, EventType.sealRevoked];
    return then === SubjectStatus.valid
      ? SealStanding.#passed(events.find(({ index, leaf }) => index > issue && ends.includes(leaf.type)))
      : SealStanding.#failed(then);
  }

  static #passed(later) {
    let [chinese, english] = ['', ''];
    if (later !== undefined) {
      const time = BeijingTime.textOf(later.leaf.time);
      const isFrozen = later.leaf.type === EventType.sealFrozen;
      chinese = `此后（${time}）该印章被${isFrozen ? '冻结' : '注销'}，不影响此前的签发。`;
      english = ` Later, at ${time} (Beijing time), it was ${isFrozen ? 'frozen' : 'revoked'}; what it sealed before stays as it is.`;
    }

    return Check.of(
      name, true, `账本证明：签发时该印章已制成，未冻结、未注销。${chinese}`,
      `The log proves that the seal was made, and neither frozen nor revoked, when the licence was issued.${english}`);
  }

  static #failed(status) {
    const [chinese, english] = status === SubjectStatus.suspended ? ['已被冻结', 'frozen']
      : status === SubjectStatus.revoked ? ['已注销', 'revoked']
      : ['尚未制成', 'not made yet'];
    return Check.of(name, false, `签发时该印章${chinese}，签章无效。`, `When the licence was issued, its seal was ${english}.`);
  }

  /** Whether the event that made it names the very SESeal that the licence bears. */
  static #isTheSeal(licence, events) {
    try {
      const made = events.find(({ leaf }) => leaf.type === EventType.sealMade)?.body;
      return made !== undefined && Bytes.equal(field(made, sealField), Sm3.hash(ESealSignature.parse(licence.seal).seal.raw));
    } catch (error) {
      if (!(error instanceof FormatError)) {
        throw error;
      }

      return false;
    }
  }
}

import { Bytes } from '../Encoding/Bytes.js';
import { refuse } from '../Encoding/FormatError.js';
import { NoteKeyKind, NoteVerifier } from './NoteVerifier.js';

const maxLength = 256 * 1024;
const maxOfEachKind = 256;
const noQuorum = 'none';
const keyOf = (verifier) => Bytes.toHex(verifier.key.publicKey);
const require = (holds, otherwise) => holds || refuse(otherwise);

/** Reads policy files line by line (c2sp.org/tlog-policy, "Policy file syntax and structure"). */
export class TlogPolicyReader {
  logs = [];
  witnesses = [];
  groups = [];
  quorum = undefined;
  #names = new Set();
  #members = new Set();
  #keys = new Set();

  /** @returns {Promise<TlogPolicyReader>} What the file defines. */
  static async read(text) {
    const isGood = Bytes.ofText(text).length <= maxLength && text.isWellFormed() && text.endsWith('\n') && !/[\x00-\x08\x0b-\x1f\x7f]/.test(text);
    require(isGood, `A policy is whole lines without control characters, at most ${maxLength} bytes.`);
    const reader = new TlogPolicyReader();
    for (const line of text.split('\n').slice(0, -1)) {
      await reader.#take(line);
    }

    require(reader.quorum !== undefined, 'A policy has a quorum line.');
    return reader;
  }

  async #take(line) {
    // Only these two are white space here; others may be part of a name.
    const [word, ...rest] = line.split(/[ \t]+/).filter((part) => part.length > 0);
    const count = rest.length;
    if (word === undefined || word.startsWith('#')) {
      return;
    }

    if (word === 'log' && (count === 1 || count === 2)) {
      await this.#takeLog(...rest);
    } else if (word === 'witness' && (count === 2 || count === 3)) {
      await this.#takeWitness(...rest);
    } else if (word === 'group' && count >= 3) {
      this.#takeGroup(...rest);
    } else if (word === 'quorum' && count === 1 && this.quorum === undefined) {
      require(rest[0] === noQuorum || this.#names.has(rest[0]), `The quorum ${rest[0]} is not defined.`);
      [this.quorum] = rest;
    } else {
      refuse('This is not a log, witness, group or quorum line, or a second quorum line.');
    }
  }

  async #takeLog(vkey, address) {
    const key = await NoteVerifier.parse(vkey);
    TlogPolicyReader.#checkAddress(address);
    require(key.kind !== NoteKeyKind.ed25519Cosignature, "A log's key signs notes; this one cosigns.");
    this.#addKey(`log ${keyOf(key)}`);
    TlogPolicyReader.#keep(this.logs, key);
  }

  async #takeWitness(name, vkey, address) {
    const key = await NoteVerifier.parse(vkey);
    TlogPolicyReader.#checkAddress(address);
    require(key.kind === NoteKeyKind.ed25519Cosignature, "A witness's key cosigns; this one signs notes.");
    this.#addKey(`witness ${keyOf(key)}`);
    this.#define(name);
    TlogPolicyReader.#keep(this.witnesses, { name, key });
  }

  #takeGroup(name, text, ...members) {
    const isNumber = /^(0|[1-9][0-9]{0,8})$/.test(text);
    require(isNumber || text === 'any' || text === 'all', 'A threshold is any, all or a decimal number.');
    const threshold = isNumber ? Number(text) : text === 'any' ? 1 : members.length;
    require(threshold >= 1 && threshold <= members.length, "A group's threshold is 1 to the number of its members.");
    for (const member of members) {
      require(this.#names.has(member), `${member} is not defined before this group.`);
      require(!this.#members.has(member), `${member} is a member already: it would count twice.`);
      this.#members.add(member);
    }

    this.#define(name);
    TlogPolicyReader.#keep(this.groups, { name, threshold, members });
  }

  #addKey(key) {
    require(!this.#keys.has(key), 'This key stands twice.');
    this.#keys.add(key);
  }

  #define(name) {
    require(name !== noQuorum && !this.#names.has(name), `${name} is defined already, or cannot be a name.`);
    this.#names.add(name);
  }

  static #keep(list, part) {
    list.push(part);
    require(list.length <= maxOfEachKind, `A policy has at most ${maxOfEachKind} of these.`);
  }

  static #checkAddress(address) {
    require(address === undefined || /^https?:\/\/[^/?#]+/i.test(address), 'An address is a whole http or https address.');
  }
}

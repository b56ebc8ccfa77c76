import { FormatError } from './FormatError.js';
import { StrictJsonError } from './StrictJsonError.js';

/** Takes the members of a read object one by one, each of the kind it must have; call `refuseOthers` at the end. */
export class StrictJsonMembers {
  #members;
  #path;
  #taken = new Set();

  /** @param {Map} members An object that StrictJson has read. */
  constructor(members, path = '') {
    this.#members = members;
    this.#path = path;
  }

  has(name) {
    return this.#members.has(name);
  }

  /** The value as it was read. */
  value(name) {
    this.#taken.add(name);
    return this.#members.get(name) ?? this.#refuse('MissingMember', name);
  }

  /** A string that stands for something else.
   * @param {function(string): *} read May refuse with a FormatError. */
  text(name, read = (text) => text) {
    const value = this.value(name);
    return typeof value === 'string' ? StrictJsonMembers.#read(value, read, this.#pathOf(name)) : this.#refuse('WrongKind', name);
  }

  /** An integer as number. */
  number(name, least = 0, greatest = Number.MAX_SAFE_INTEGER) {
    const value = this.value(name);
    if (typeof value !== 'number') {
      this.#refuse('WrongKind', name);
    }

    return value >= least && value <= greatest ? value : this.#refuse('WrongValue', name);
  }

  /** True or false. */
  flag(name) {
    const value = this.value(name);
    return typeof value === 'boolean' ? value : this.#refuse('WrongKind', name);
  }

  /** An object. */
  part(name) {
    return StrictJsonMembers.#object(this.value(name), this.#pathOf(name));
  }

  /** An array of strings that stand for something else; at most `maxCount`. */
  texts(name, maxCount, read = (text) => text) {
    return this.#elements(name, maxCount).map(({ item, path }) => {
      if (typeof item !== 'string') {
        throw new StrictJsonError('WrongKind', path);
      }

      return StrictJsonMembers.#read(item, read, path);
    });
  }

  /** An array of objects; at most `maxCount`. */
  parts(name, maxCount) {
    return this.#elements(name, maxCount).map(({ item, path }) => StrictJsonMembers.#object(item, path));
  }

  /** Refuses members that nobody asked for: somebody else might read a meaning into them. */
  refuseOthers() {
    for (const name of this.#members.keys()) {
      if (!this.#taken.has(name)) {
        this.#refuse('UnknownMember', name);
      }
    }
  }

  #elements(name, maxCount) {
    const items = this.value(name);
    if (!Array.isArray(items)) {
      this.#refuse('WrongKind', name);
    }

    return items.length <= maxCount
      ? items.map((item, index) => ({ item, path: StrictJsonError.append(this.#pathOf(name), index) }))
      : this.#refuse('WrongValue', name);
  }

  #pathOf(name) {
    return StrictJsonError.append(this.#path, name);
  }

  #refuse(code, name) {
    throw new StrictJsonError(code, this.#pathOf(name));
  }

  static #object(item, path) {
    if (!(item instanceof Map)) {
      throw new StrictJsonError('WrongKind', path);
    }

    return new StrictJsonMembers(item, path);
  }

  static #read(text, read, path) {
    try {
      return read(text);
    } catch (error) {
      throw error instanceof FormatError ? new StrictJsonError('WrongValue', path) : error;
    }
  }
}

const offset = 8 * 3600 * 1000;
const lastMillisecond = 253402300799999; // 9999-12-31T23:59:59.999
const day = 24 * 3600 * 1000;

/** Days and times as they are counted in China, UTC+8 all the year. Times are milliseconds since 1970, days `yyyy-MM-dd`. */
export class BeijingTime {
  static dayOf(time) {
    return BeijingTime.#clockAt(time).slice(0, 10);
  }

  /** A moment as a clock in China shows it: `2026-11-21 17:30:00`. */
  static textOf(time) {
    return BeijingTime.#clockAt(time).slice(0, 19).replace('T', ' ');
  }

  /** Noon of a day. */
  static noonOf(text) {
    return Date.parse(`${text}T12:00:00Z`) - offset;
  }

  /** How many days the second day is after the first. */
  static daysBetween(first, second) {
    return (Date.parse(`${second}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / day;
  }

  // Signed structures may say 31 December 9999 in UTC, to which no eight hours can be added.
  static #clockAt(time) {
    return new Date(Math.min(time + offset, lastMillisecond)).toISOString();
  }
}

import { refuse } from '../Encoding/FormatError.js';

const lastUtcTimeYear = 49;

/** Times of certificates and seals, to the second, always UTC (X.690, 11.7 and 11.8). As milliseconds since 1970. */
export class DerTime {
  /** RFC 5280, 4.1.2.5.1: two digits of the year, 50 to 49 being 1950 to 2049. */
  static readUtc(bytes) {
    const parts = DerTime.#parts(/^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, bytes);
    return DerTime.#time((parts[0] <= lastUtcTimeYear ? 2000 : 1900) + parts[0], ...parts.slice(1));
  }

  static readGeneralized(bytes) {
    return DerTime.#time(...DerTime.#parts(/^(\d\d\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, bytes));
  }

  /** The same with fractions of a second. */
  static readFractional(bytes) {
    const match = /^(\d{14})(?:\.(\d{0,6}[1-9]))?Z$/.exec(String.fromCharCode(...bytes.subarray(0, 32))) ?? refuse('A time is malformed.');
    const whole = DerTime.readGeneralized(Uint8Array.from(`${match[1]}Z`, (letter) => letter.charCodeAt(0)));
    return whole + Math.floor(Number(`0.${match[2] ?? '0'}`) * 1000);
  }

  static #parts(form, bytes) {
    const match = form.exec(String.fromCharCode(...bytes.subarray(0, 32))) ?? refuse('A time is malformed.');
    return match.slice(1).map(Number);
  }

  static #time(year, month, day, hour, minute, second) {
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    date.setUTCHours(hour, minute, second);
    const exists = year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
      && hour < 24 && minute < 60 && second < 60;
    return exists ? date.getTime() : refuse('A time does not exist.');
  }
}

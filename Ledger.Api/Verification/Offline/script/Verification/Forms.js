import { Certificate } from '../Certificates/Certificate.js';
import { Bytes } from '../Encoding/Bytes.js';
import { CanonicalBase64 } from '../Encoding/CanonicalBase64.js';
import { refuse } from '../Encoding/FormatError.js';
import { NoteText } from '../Transparency/NoteText.js';

const longestName = 64;
const longestCertificate = 16 * 1024;

/** The written forms of values in documents and policies; each value has exactly one. */
export class Forms {
  /** A date that exists, written 2026-11-21. */
  static date(text) {
    const exists = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) && text >= '0001'
      && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text);
    return exists ? text : refuse('A date is written yyyy-MM-dd.');
  }

  /** 16 bytes in hexadecimal. */
  static hex16(text) {
    Bytes.fromHex(text, 16);
    return text;
  }

  static digest(text) {
    return Bytes.fromHex(text, 32);
  }

  /** A reader of texts of limited length. */
  static upTo(length) {
    return (text) => (text.length <= length ? text : refuse(`At most ${length} characters.`));
  }

  /** A reader of texts of limited length that are not empty. */
  static filled(length) {
    return (text) => (text.length > 0 ? Forms.upTo(length)(text) : refuse('The text is empty.'));
  }

  /** A moment in UTC, to the second, written 2026-11-21T09:30:00Z; milliseconds since 1970. */
  static moment(text) {
    const moment = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/.test(text) && text >= '0001' ? new Date(text) : undefined;
    return moment?.toJSON()?.startsWith(text.slice(0, 19)) ? moment.getTime() : refuse('A moment is written yyyy-MM-ddTHH:mm:ssZ.');
  }

  /** The number of a field, written without leading zeros. */
  static place(text) {
    return /^(0|[1-9][0-9]?|1[0-9][0-9])$/.test(text) ? Number(text) : refuse('A place is the number of a field.');
  }

  static named(text) {
    return text.length > 0 ? Forms.upTo(longestName)(text) : refuse('A name is not empty.');
  }

  /** A reader of base64 of limited length. */
  static base64(maximumBytes) {
    return (text) => {
      const bytes = text.length <= 4 * Math.floor((maximumBytes + 2) / 3) ? CanonicalBase64.decode(text) : refuse(`At most ${maximumBytes} bytes of base64.`);
      return bytes.length <= maximumBytes ? bytes : refuse(`At most ${maximumBytes} bytes of base64.`);
    };
  }

  static certificate(text) {
    return Certificate.parse(Forms.base64(longestCertificate)(text));
  }

  /** The origin of a log: one word without white space. */
  static origin(text) {
    return NoteText.isName(text) ? Forms.upTo(200)(text) : refuse('An origin has no white space.');
  }

  /** A reader of one fixed text. */
  static only(wanted) {
    return (text) => (text === wanted ? text : refuse(`This is ${wanted}.`));
  }

  /** `0x` and 40 lower-case hexadecimal digits. */
  static contractAddress(text) {
    return /^0x[0-9a-f]{40}$/.test(text) ? text : refuse('A contract address is 0x and 40 lower-case hexadecimal digits.');
  }

  static httpAddress(text) {
    return /^https?:\/\/[^/?#]+/i.test(text) && URL.canParse(text) ? text : refuse('An address is an absolute http or https URL.');
  }
}

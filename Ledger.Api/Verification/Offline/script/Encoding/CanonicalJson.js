import { Bytes } from './Bytes.js';

const shortEscapes = new Map([['"', '\\"'], ['\\', '\\\\'], ['\b', '\\b'], ['\t', '\\t'], ['\n', '\\n'], ['\f', '\\f'], ['\r', '\\r']]);

/** The one byte form of a JSON value (RFC 8785) over what StrictJson reads: what gets hashed and signed. */
export class CanonicalJson {
  /** The canonical UTF-8 form: members in order of their names as UTF-16 code units (3.2.3), no white space. */
  static write(value) {
    return Bytes.ofText(CanonicalJson.#text(value));
  }

  static #text(value) {
    if (value instanceof Map) {
      const members = [...value.keys()].sort().map((name) => `${CanonicalJson.#string(name)}:${CanonicalJson.#text(value.get(name))}`);
      return `{${members.join(',')}}`;
    }

    return Array.isArray(value) ? `[${value.map(CanonicalJson.#text).join(',')}]`
      : typeof value === 'string' ? CanonicalJson.#string(value)
      : String(value);
  }

  /** RFC 8785, 3.2.2.2: short escapes where JSON has them, `\u00xx` for other controls, all else as it is. */
  static #string(text) {
    const escaped = text.replace(
      /["\\\u0000-\u001f]/g,
      (c) => shortEscapes.get(c) ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
    return `"${escaped}"`;
  }
}

import { FormatError } from './FormatError.js';

/** A JSON text is refused. */
export class StrictJsonError extends FormatError {
  /** @param {string} code Why, by the names of StrictJsonError in Ledger.Crypto.
   * @param {string} path JSON pointer (RFC 6901) to the offending place; empty for the whole text. */
  constructor(code, path) {
    super(`JSON refused at '${path}': ${code}.`);
    this.code = code;
  }

  /** RFC 6901, 3: `~` and `/` in names are written `~0` and `~1`. */
  static append(path, step) {
    return `${path}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`;
  }
}

import { Bytes } from '../Encoding/Bytes.js';
import { FormatError, refuse } from '../Encoding/FormatError.js';
import { editions } from './Editions.js';
import { LicenceType } from './LicenceType.js';

const known = editions.map((json) => ({ json, ...JSON.parse(json) }));

/** The editions of licence types that came with this page. */
export class KnownTypes {
  /** The attached edition, in a list; without one, as in older files, every edition known of a code, the newest first; `[undefined]` where none is.
   * What is attached under the number of a known edition is that very one.
   * @param {Uint8Array} [attached] `type.json`. */
  static of(code, attached) {
    const ofCode = known.filter((edition) => edition.code === code);
    if (attached === undefined) {
      const all = ofCode.sort((a, b) => b.edition - a.edition).map(({ json }) => LicenceType.parse(Bytes.ofText(json)));
      return all.length > 0 ? all : [undefined];
    }

    const type = LicenceType.parse(attached);
    const same = ofCode.find((edition) => edition.edition === type.edition);
    return type.code !== code || (same !== undefined && !Bytes.equal(Bytes.ofText(same.json), attached))
      ? refuse(KnownTypes.other) : [type];
  }

  /** What is said of an edition that is another than the one known under its number. */
  static other = 'it is not the edition that is known under its number';

  /** Whether an error says that a definition is wrong. */
  static isFault(error) {
    return error instanceof FormatError;
  }
}

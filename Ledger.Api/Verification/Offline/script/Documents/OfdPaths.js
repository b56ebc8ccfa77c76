import { OfdLimits } from './OfdLimits.js';

const folderOf = (name) => (name.lastIndexOf('/') >= 0 ? name.slice(0, name.lastIndexOf('/')) : '');

/** Finds what a path inside a package means (ST_Loc). Programs write them from the root, from the file's folder, or from the document's. */
export class OfdPaths {
  #archive;

  constructor(archive) {
    this.#archive = archive;
  }

  /** The name of the file meant; undefined where the package has none.
   * @param {string} [path] As written.
   * @param {string} origin Name of the file that it is written in. */
  resolve(path, origin) {
    if (path === undefined || path.trim() === '' || path.length > OfdLimits.nameLength) {
      return undefined;
    }

    const clean = path.trim().replaceAll('\\', '/');
    if (clean.startsWith('/')) {
      return this.#existing(clean);
    }

    // The folder of the file first, as the standard has it, then every folder above it.
    for (let folder = folderOf(origin); ; folder = folderOf(folder)) {
      const found = this.#existing(folder === '' ? clean : `${folder}/${clean}`);
      if (found !== undefined || folder === '') {
        return found;
      }
    }
  }

  /** Steps up (`..`) stay inside the package. */
  #existing(name) {
    const parts = [];
    for (const part of name.split('/')) {
      if (part === '..' && parts.length === 0) {
        return undefined;
      }

      if (part === '..') {
        parts.pop();
      } else if (part !== '' && part !== '.') {
        parts.push(part);
      }
    }

    const joined = parts.join('/');
    return this.#archive.find(joined) === undefined ? undefined : joined;
  }
}

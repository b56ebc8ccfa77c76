import { Bytes } from '../Encoding/Bytes.js';
import { Sha256 } from '../Hashing/Sha256.js';
import { Sm3 } from '../Hashing/Sm3.js';
import { OfdLimits } from './OfdLimits.js';
import { OfdPaths } from './OfdPaths.js';
import { rejected } from './OfdRejectedError.js';
import { XmlReader } from './XmlReader.js';

/** How a file compares with what a signature says of it, by the names of OfdReferenceState in Ledger.Api. */
export const OfdReferenceState = { agrees: 'Agrees', differs: 'Differs', absent: 'Absent', unknownMethod: 'UnknownMethod' };

const methods = {
  'SM3': Sm3.hash, '1.2.156.10197.1.401': Sm3.hash, 'SHA256': Sha256.hash, 'SHA-256': Sha256.hash, '2.16.840.1.101.3.4.2.1': Sha256.hash,
};

/** Finds the signatures of an OFD file and compares the files that each of them covers (GB/T 33190-2016, 18). */
export class OfdSignatureReader {
  #archive;
  #paths;
  #digests = new Map();

  constructor(archive) {
    this.#archive = archive;
    this.#paths = new OfdPaths(archive);
  }

  /** All signatures of all documents of the file, by promise.
   * @param {XmlElement} entry The root of OFD.xml. */
  async read(entry) {
    const signatures = [];
    for (const document of entry.childrenOf('DocBody').filter((body) => body.child('Signatures') !== undefined)) {
      const listName = this.#paths.resolve(document.textOf('Signatures'), 'OFD.xml');
      const list = (listName === undefined ? undefined : XmlReader.parse(this.#archive.find(listName)))
        ?? rejected('The list of signatures is absent or cannot be read.');
      for (const item of list.childrenOf('Signature')) {
        if (signatures.length === OfdLimits.signatures) {
          rejected('The file has more than 32 signatures.');
        }

        signatures.push(await this.#readOne(item, listName));
      }
    }

    return signatures;
  }

  async #readOne(item, listName) {
    const type = item.attributes.get('Type');
    const isSeal = type === undefined || type === 'Seal';
    const name = this.#paths.resolve(item.attributes.get('BaseLoc'), listName);
    const description = name === undefined ? new Uint8Array() : this.#archive.find(name);
    const root = name === undefined ? undefined : XmlReader.parse(description);
    if (root === undefined) {
      return { isSeal, description: new Uint8Array(), value: new Uint8Array(), seal: undefined, references: [], uncovered: [] };
    }

    const signed = root.child('SignedInfo');
    const valueName = this.#paths.resolve(root.textOf('SignedValue') ?? 'SignedValue.dat', name);
    const sealName = this.#paths.resolve(signed?.child('Seal')?.textOf('BaseLoc'), name);
    const covered = new Set([name, valueName ?? ''].map((one) => one.toUpperCase()));
    const references = await this.#references(signed?.child('References'), name, covered);
    return {
      isSeal,
      description,
      value: valueName === undefined ? new Uint8Array() : this.#archive.find(valueName),
      seal: sealName === undefined ? undefined : this.#archive.find(sealName),
      references,
      uncovered: this.#archive.parts.map((part) => part.name).filter((part) => !covered.has(part.toUpperCase())),
    };
  }

  async #references(list, origin, covered) {
    const method = list?.attributes.get('CheckMethod') ?? 'MD5'; // the standard's default
    const references = [];
    for (const reference of list?.childrenOf('Reference') ?? []) {
      this.#archive.checkTime();
      if (references.length === OfdLimits.references) {
        rejected('A signature names more than 1,000 files.');
      }

      const path = reference.attributes.get('FileRef') ?? '';
      const name = this.#paths.resolve(path, origin);
      covered.add(name?.toUpperCase());
      references.push({
        path, state: name === undefined ? OfdReferenceState.absent : await this.#compare(method, name, reference.textOf('CheckValue') ?? ''),
      });
    }

    return references;
  }

  async #compare(method, name, expected) {
    const hash = methods[method.toUpperCase()];
    if (hash === undefined) {
      return OfdReferenceState.unknownMethod;
    }

    const key = `${method} ${name}`;
    if (!this.#digests.has(key)) {
      this.#digests.set(key, await hash(this.#archive.find(name)));
    }

    return OfdSignatureReader.#isBase64Of(expected, this.#digests.get(key)) ? OfdReferenceState.agrees : OfdReferenceState.differs;
  }

  static #isBase64Of(text, digest) {
    try {
      return Bytes.equal(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)), digest);
    } catch {
      return false;
    }
  }
}

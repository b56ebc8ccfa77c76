import { Bytes } from '../Encoding/Bytes.js';
import { OfdArchive } from './OfdArchive.js';
import { OfdFaceReader } from './OfdFaceReader.js';
import { OfdPackage } from './OfdPackage.js';
import { rejected } from './OfdRejectedError.js';
import { OfdSignatureReader } from './OfdSignatureReader.js';
import { XmlReader } from './XmlReader.js';

const entryName = 'OFD.xml';
const tailNames = [entryName, 'Doc_0/Signs/Sign_0/Signature.xml', 'Doc_0/Signs/Sign_0/SignedValue.dat'];
const [attachmentFolder, attachmentList] = ['Doc_0/Attachs/', 'Doc_0/Attachs/Attachments.xml'];
const [packageDigest, stampMark, stamped] = ['LedgerPackageSM3', 'LedgerTimeStamp', 'RFC 3161'];
const customOf = (entry, name) => entry.child('DocBody')?.child('DocInfo')?.child('CustomDatas')?.childrenOf('CustomData')
  .find((item) => item.attributes.get('Name') === name)?.text;
const documentName = 'licence.json';

/** Reads an OFD for verification: OfdReader of Ledger.Api. */
export class OfdReader {
  /** Whether a file begins as ZIP packages do. */
  static isPackage(file) {
    return Bytes.startsWith(file, [0x50, 0x4b, 0x03, 0x04]);
  }

  /** Finds signatures, attachments and what the pages show, by promise.
   * @returns {Promise<{isExact: boolean, announcesStamp: boolean, attachments: Map<string, Uint8Array>, signatures: object[], face: object|undefined}>} None of it proven. */
  static async read(file) {
    const archive = new OfdArchive(file);
    const content = archive.find(entryName);
    const entry = content && XmlReader.parse(content);
    if (entry?.name !== 'OFD') {
      rejected('The package has no OFD.xml that can be read.');
    }

    const attachments = new Map(archive.parts.filter(({ name }) => name.startsWith(attachmentFolder) && name !== attachmentList)
      .map(({ name }) => [name.slice(attachmentFolder.length), archive.find(name)]));
    return {
      isExact: OfdReader.#isExact(file, archive, entry),
      announcesStamp: customOf(entry, stampMark) === stamped,
      attachments,
      signatures: await new OfdSignatureReader(archive).read(entry),
      face: attachments.has(documentName) ? OfdFaceReader.read(archive, entry) : undefined,
    };
  }

  /**
   * Written again, the package is the same; what is compressed in it has the digest that OFD.xml names; and what comes after that is
   * OFD.xml, the seal's description and its value, not compressed. So the seal decides every byte.
   */
  static #isExact(file, archive, entry) {
    const tail = archive.parts.slice(-tailNames.length);
    return tail.length === tailNames.length && tail.every(({ name, isDeflated }, i) => name === tailNames[i] && !isDeflated)
      && customOf(entry, packageDigest) === Bytes.toHex(OfdPackage.digestOf(archive.parts.slice(0, -tailNames.length)))
      && Bytes.equal(OfdPackage.write(archive.parts), file);
  }
}

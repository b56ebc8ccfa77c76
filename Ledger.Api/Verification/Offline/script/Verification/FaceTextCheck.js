import { KnownTypes } from '../Catalogue/KnownTypes.js';
import { FacePicture } from '../Documents/FacePicture.js';
import { Furniture } from '../Documents/Furniture.js';
import { squeezed } from '../Documents/Squeezed.js';
import { Bytes } from '../Encoding/Bytes.js';
import { FormatError } from '../Encoding/FormatError.js';
import { Sm3 } from '../Hashing/Sm3.js';
import { StatusBundle } from '../Transparency/StatusBundle.js';
import { Check } from './Check.js';
import { FaceText } from './FaceText.js';

const name = 'face-text';
const photoName = 'photo';
const [proofName, typeName, photoFile] = ['proof.json', 'type.json', 'photo.jpg'];

/**
 * The visible face is the signed data: which texts the pages show is made again from the attached document, type and proof, and compared. The
 * authority's signature over the file says who made it, not that its picture and its data agree. Nothing is drawn here: how a page looks,
 * colours, lines and the shapes of characters, is not compared.
 */
export class FaceTextCheck {
  /** The check of the text and, where there is one or should be, that of the photograph.
   * @param {Map<string, Uint8Array>} attachments What the file carries.
   * @param {PdfFace} face What its pages show.
   * @param {CopyStatement|undefined} copy What it says of being a copy for one use.
   * @param {FaceGround} ground Whether file and data are as signed. */
  static make(attachments, face, licence, copy, ground) {
    let types;
    try {
      types = KnownTypes.of(licence.statement.type, attachments.get(typeName));
    } catch (error) {
      if (!(error instanceof FormatError)) {
        throw error;
      }

      const chinese = error.message === KnownTypes.other ? '与已知的同一版次不同' : '无法读取';
      return [Check.of(name, false, `所附类型定义有误：${chinese}。`, `The attached definition of the type is wrong: ${error.message}.`)];
    }

    return [FaceTextCheck.#text(attachments, face, licence, { copy, types, ground }), ...FaceTextCheck.#photo(attachments, face, licence, types[0])];
  }

  static #text(attachments, face, licence, { copy, types, ground }) {
    if (face.fault !== undefined) {
      return FaceTextCheck.#unreadable(face.fault);
    }

    let proof;
    try {
      proof = StatusBundle.parse(attachments.get(proofName));
    } catch (error) {
      if (!(error instanceof FormatError)) {
        throw error;
      }

      return FaceTextCheck.#unreadable(error.message);
    }

    const hasSignaturePage = face.says('H1', Furniture.of(Furniture.signaturePage, true), squeezed);
    const isBilingual = face.says('P', Furniture.of(Furniture.scan, true), squeezed);
    let difference;
    for (const type of types) {
      const picture = new FacePicture(licence, type, isBilingual, hasSignaturePage ? proof : undefined, copy);
      difference = FaceText.compare(picture, face.elementsOf(picture));
      if (difference === undefined) {
        return ground.agrees(name);
      }
    }

    const [chinese, english, values] = difference;
    const [dataChinese, dataEnglish] = ground.dataName;
    return Check.of(
      name, false, `照面文字与${dataChinese}不一致：${chinese}。`, `The pages show something else than the ${dataEnglish}: ${english}.`, values);
  }

  /** The photograph is the one whose digest was signed, and it is the one that the page shows. */
  static #photo(attachments, face, licence, type) {
    const field = type?.fields.find(({ kind }) => kind === 'photo');
    const digest = field && licence.valueOf(`KZ_${field.key}`);
    const file = attachments.get(photoFile);
    if (digest === undefined && face.photos.length === 0 && file === undefined) {
      return [];
    }

    const holds = digest !== undefined && file !== undefined && Bytes.toHex(Sm3.hash(file)) === digest
      && face.photos.length === 1 && Bytes.equal(face.photos[0], file);
    return [Check.of(
      photoName, holds,
      holds ? '照片与签名数据一致。' : '照片与签名数据不一致。',
      holds ? 'The photograph is the one that was signed.' : 'The photograph is not the one that was signed.')];
  }

  static #unreadable(reason) {
    return Check.of(name, false, '照面无法按数据重绘核对。', `The pages cannot be compared with the data: ${reason}`);
  }
}

import { BeijingTime } from '../Verification/BeijingTime.js';
import { Furniture } from './Furniture.js';
import { PrintedFace, chineseDate } from './PrintedFace.js';
import { signatureFacts } from './SignatureFacts.js';

/** What a licence shows, made from its data: the texts, not where they stand. */
export class FacePicture {
  /** @param {LicenceDocument} licence The data.
   * @param {LicenceType} [type] The edition of the type; undefined where it is not known.
   * @param {boolean} isBilingual Whether English stands beside the Chinese of labels.
   * @param {StatusBundle} [proof] For the signature page; undefined for none.
   * @param {CopyStatement} [copy] What makes it a copy for one use; undefined for the licence itself. */
  constructor(licence, type, isBilingual, proof, copy) {
    const { statement } = licence;
    const face = new PrintedFace(licence, type);
    this.isBilingual = isBilingual;
    this.template = type?.template;
    this.title = licence.valueOf('ZZMC') ?? '';
    this.titleEnglish = type?.english ?? '';
    this.subtitle = face.subtitle;
    this.number = licence.valueOf('ZZBH') ?? (licence.part === undefined ? '' : Furniture.notShown);
    this.numberLine = `${Furniture.of(face.numberLabel, isBilingual)} ${this.number}`;
    this.identifierLine = `${Furniture.of(Furniture.identifier, isBilingual)} ${statement.identifier}`;
    this.fields = face.fields;
    this.tables = face.tables;
    this.issuerLabel = type?.template?.issuerLabel ?? Furniture.issuer;
    this.issuer = licence.valueOf('ZZBFJG') ?? '';
    this.issueDate = chineseDate(statement.issuedOn);
    this.validity = face.saysLastDay ? undefined
      : `${chineseDate(statement.validFrom)}至${statement.validTo === undefined ? '长期' : chineseDate(statement.validTo)}`;
    this.signatures = proof === undefined ? [] : signatureFacts(licence, proof);
    this.copyText = copy === undefined ? '' : FacePicture.#copyText(copy);
  }

  static #copyText({ serial, recipient, purpose, maker, madeAt, expiresAt }) {
    return `${Furniture.copy}　编号 ${serial}　仅供 ${recipient} 使用　用途：${purpose}　制作者：${maker}　`
      + `制作时间：${BeijingTime.textOf(madeAt)}　有效期至：${BeijingTime.textOf(expiresAt)}（北京时间）`;
  }
}

import { FormatError } from '../Encoding/FormatError.js';
import { Forms } from '../Verification/Forms.js';
import { Furniture } from './Furniture.js';
import { PrintedTables } from './PrintedTables.js';

const prefix = 'KZ_';
const longestNumberLabel = 14;

/** A day as Chinese certificates write it. */
export function chineseDate(day) {
  return `${day.slice(0, 4)}年${day.slice(5, 7)}月${day.slice(8, 10)}日`;
}

function isDate(text) {
  try {
    return Forms.date(text) === text;
  } catch (error) {
    if (!(error instanceof FormatError)) {
      throw error;
    }

    return false;
  }
}

/** What a licence prints of its face, each thing once: a value that stands above the table does not stand in it again. */
export class PrintedFace {
  /** @param {LicenceType} [type] The edition that it was issued under; undefined where it is not known. */
  constructor(licence, type) {
    const { template } = type ?? {};
    const subtitle = template?.subtitleField === undefined ? template?.subtitle : licence.valueOf(prefix + template.subtitleField);
    this.subtitle = subtitle === undefined ? '' : `（${subtitle}）`;
    const { tables, keys } = new PrintedTables(licence, type);
    this.tables = tables;
    const values = licence.fields.filter(({ name }) => name.startsWith(prefix))
      .map(({ name, value }) => ({ key: name.slice(prefix.length), value }))
      .filter(({ key }) => (template?.subtitleField === undefined || key !== template.subtitleField) && type?.fieldOf(key)?.kind !== 'photo');
    const number = licence.valueOf('ZZBH');
    const numberKey = number === undefined ? undefined : values.find(({ value }) => value === number)?.key;
    const labelled = numberKey === undefined ? undefined : type?.fieldOf(numberKey);
    const numberLabel = labelled === undefined ? Furniture.number : { label: labelled.label, english: labelled.english };
    const labelFits = numberLabel.label.length <= longestNumberLabel;
    this.numberLabel = labelFits ? numberLabel : Furniture.number;
    this.fields = values.filter(({ key }) => (key !== numberKey || !labelFits) && !keys.has(key)).map(({ key, value }) => PrintedFace.#printed(key, value, type));
    this.saysLastDay = type?.lastDayField !== undefined && values.some(({ key }) => key === type.lastDayField);
  }

  static #printed(key, value, type) {
    const field = type?.fieldOf(key);
    const printed = field?.kind === 'date' && isDate(value) ? chineseDate(value)
      : field?.meaning === 'components' ? value.replaceAll('；', '；\n')
      : value;
    return { key, label: field?.label ?? key, english: field?.english ?? '', value: printed };
  }
}

import { Furniture } from './Furniture.js';

const rowSeparator = '；';

// GB/T 36903-2018, annex A
const codeTypes = {
  '001': '统一社会信用代码', '099': '其他法人或其他组织有效证件代码', 111: '公民身份号码', 114: '解放军军官证', 115: '武警警官证', 118: '解放军士兵证',
  119: '武警士兵证', 120: '解放军文职人员证', 122: '武警文职人员证', 411: '外交护照', 412: '公务护照', 413: '公务普通护照', 414: '普通护照',
  511: '台湾居民来往大陆通行证', 516: '港澳居民来往内地通行证', 999: '其他自然人有效证件',
};

/** What a licence prints as tables: `{title, columns, rows}`, and the keys of the fields that stand in one of them and nowhere else. */
export class PrintedTables {
  tables = [];

  keys = new Set();

  constructor(licence, type) {
    for (const table of type?.template?.tables ?? []) {
      if (table.field === undefined) {
        this.#addHolders(licence, table);
      } else {
        this.#addField(licence, type, table);
      }
    }
  }

  /** A value that does not fall into as many cells as the table has columns stays a field like others. */
  #addField(licence, type, { field, columns, separator }) {
    const rows = licence.valueOf(`KZ_${field}`)?.split(rowSeparator).map((row) => (separator === undefined ? [row] : row.split(separator)));
    if (rows?.every((row) => row.length === columns.length)) {
      const { label, english } = type.fieldOf(field);
      this.tables.push({ title: { label, english }, columns, rows });
      this.keys.add(field);
    }
  }

  #addHolders(licence, { columns }) {
    const rows = [];
    for (let place = 1, name = licence.valueOf('CZZT'); name !== undefined; name = licence.valueOf(`CZZT_${++place}`)) {
      const suffix = place === 1 ? '' : `_${place}`;
      const kind = licence.valueOf(`CZZTDMLXDM${suffix}`);
      rows.push([name, codeTypes[kind] ?? kind ?? '', licence.valueOf(`CZZTDM${suffix}`) ?? '']);
    }

    if (rows.length > 1) {
      this.tables.push({ title: Furniture.holders, columns, rows });
    }
  }
}

import { Furniture } from '../Documents/Furniture.js';
import { squeezed } from '../Documents/Squeezed.js';

const headRow = (texts) => ({ heads: texts.map(squeezed), label: undefined, continuing: undefined, values: [] });

function fieldRow({ label, english, value }, isBilingual) {
  const [chinese, behind] = [squeezed(label), isBilingual ? squeezed(english) : ''];
  return { heads: [], label: chinese + behind, continuing: chinese + Furniture.continued + behind, values: [squeezed(value)] };
}

function tableRows({ title, columns, rows }, isBilingual) {
  return [
    headRow([Furniture.of(title, isBilingual)]),
    headRow(columns.map((column) => Furniture.of(column, isBilingual))),
    ...rows.map((row) => ({ heads: [], label: undefined, continuing: undefined, values: row.map(squeezed) })),
  ];
}

/**
 * What is drawn as one after the other among the fields: heads; a field, by its label, the label where it goes on on another page, and its value; or
 * a row of a table, by its cells.
 */
export class FaceRow {
  /** What a row begins with; empty where nothing of it is seen. */
  static first({ heads, label, values }) {
    return heads[0] ?? label ?? values.find((value) => value !== '') ?? '';
  }

  /** The fields that stand apart. */
  static aside(order, isBilingual) {
    return order.aside.map((field) => fieldRow(field, isBilingual));
  }

  /** Everything else: groups, then tables. */
  static body(order, tables, isBilingual) {
    return [
      ...order.groups.flatMap(({ heading, fields }) => [
        ...heading === undefined ? [] : [headRow([Furniture.of(heading, isBilingual)])], ...fields.map((field) => fieldRow(field, isBilingual))]),
      ...tables.flatMap((table) => tableRows(table, isBilingual)),
    ];
  }
}

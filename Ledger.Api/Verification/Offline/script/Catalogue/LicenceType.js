import { StrictJson } from '../Encoding/StrictJson.js';
import { StrictJsonMembers } from '../Encoding/StrictJsonMembers.js';

const longestDefinition = 60_000;
const maximumDepth = 8;
const maximumFields = 200;
const optional = (members, name, read) => (members.has(name) ? read() : undefined);

/**
 * One edition of a licence type, as far as a face shows it: fields, template and the field of the last day. The rules by which licences are issued
 * are no matter of a face, and are not read.
 */
export class LicenceType {
  constructor(members) {
    this.code = members.text('code');
    this.edition = members.number('edition', 1);
    this.english = members.text('english');
    const validity = members.part('validity');
    this.lastDayField = optional(validity, 'lastDayField', () => validity.text('lastDayField'));
    this.fields = members.parts('fields', maximumFields).map(LicenceType.#field);
    this.template = optional(members, 'template', () => LicenceType.#template(members.part('template')));
  }

  /** Reads a definition. */
  static parse(json) {
    return new LicenceType(new StrictJsonMembers(StrictJson.parseObject(json, longestDefinition, maximumDepth)));
  }

  /** The field of a key; undefined where there is none. */
  fieldOf(key) {
    return this.fields.find((field) => field.key === key);
  }

  static #field(members) {
    return {
      key: members.text('key'),
      label: members.text('label'),
      english: members.text('english'),
      kind: members.text('kind'),
      meaning: optional(members, 'meaning', () => members.text('meaning')),
    };
  }

  static #template(members) {
    const part = (name) => optional(members, name, () => LicenceType.#text(members.part(name)));
    const parts = (name, read) => optional(members, name, () => members.parts(name, maximumFields).map(read)) ?? [];
    const subtitle = optional(members, 'subtitle', () => members.text('subtitle'));
    const [, subtitleField] = /^\{(.+)\}$/s.exec(subtitle ?? '') ?? [];
    return {
      subtitle,
      subtitleField,
      hasPlaceApart: members.has('look') && members.text('look') !== 'certificate',
      issuerLabel: part('issuerLabel'),
      statement: part('statement'),
      aside: optional(members, 'aside', () => members.texts('aside', maximumFields)) ?? [],
      groups: parts('groups', LicenceType.#group),
      tables: parts('tables', LicenceType.#table),
      notes: parts('notes', LicenceType.#text),
    };
  }

  static #group(members) {
    return {
      fields: members.texts('fields', maximumFields),
      heading: optional(members, 'heading', () => LicenceType.#text(members.part('heading'))),
    };
  }

  static #table(members) {
    return {
      columns: members.parts('columns', maximumFields).map(LicenceType.#text),
      field: optional(members, 'field', () => members.text('field')),
      separator: optional(members, 'separator', () => members.text('separator')),
    };
  }

  static #text(members) {
    return { label: members.text('label'), english: members.text('english') };
  }
}

import { Furniture } from './Furniture.js';

/** Which fields stand where: apart, in groups `{heading, fields}`, and the others. */
export class PrintedOrder {
  #rest;

  constructor({ template, fields, validity }) {
    this.#rest = [...fields];
    this.aside = template?.hasPlaceApart ? this.#take(template.aside) : [];
    this.groups = (template?.groups ?? []).map(({ heading, fields: keys }) => ({ heading, fields: this.#take(keys) })).filter((group) => group.fields.length > 0);
    if (validity !== undefined) {
      this.#rest.push({ ...Furniture.validity, value: validity });
    }

    if (this.#rest.length > 0) {
      this.groups.push({ heading: undefined, fields: this.#rest });
    }
  }

  #take(keys) {
    const taken = keys.flatMap((key) => this.#rest.filter((field) => field.key === key));
    this.#rest = this.#rest.filter((field) => !taken.includes(field));
    return taken;
  }
}

import { BeijingTime } from '../Verification/BeijingTime.js';
import { VerdictText } from '../Verification/VerdictText.js';
import { ageText } from './Age.js';
import { element } from './Dom.js';
import { FieldLabels } from './FieldLabels.js';
import { Texts } from './Texts.js';

const icons = { valid: '✔', 'not-valid': '✘', 'cannot-tell': '?' };

/** Shows a verdict: the answer, the time it holds for, the reason, then every check and what could not be checked. */
export class VerdictView {
  #language;

  /** @param {number} language 0 Chinese, 1 English. */
  constructor(language) {
    this.#language = language;
  }

  /** @param {{verdict: object, fileName: string, now: number}} answer */
  render({ verdict, fileName, now }) {
    return element(
      'section', { class: `answer ${verdict.conclusion}`, 'aria-labelledby': 'verdict' },
      element('h2', { id: 'verdict' }, element('span', { 'aria-hidden': 'true' }, icons[verdict.conclusion]), ' ', this.#t(VerdictText.conclusion(verdict.conclusion))),
      this.#asOf(verdict.asOf, now),
      element('p', { class: 'reason' }, this.#t(verdict.sentence)),
      this.#facts(verdict.licence, fileName),
      this.#difference(verdict.checks),
      verdict.licence && this.#fields(verdict.licence.fields),
      element('h3', {}, this.#t(Texts.checks)),
      element('ul', { class: 'checks' }, ...verdict.checks.map((check) => this.#check(check))),
      element('h3', {}, this.#t(Texts.unchecked)),
      element('ul', {}, ...[Texts.newerStatus, Texts.anchor, Texts.picture].map((text) => element('li', {}, this.#t(text)))));
  }

  /** What a screen reader says when the verdict is there: one line. */
  announcement({ verdict, now }) {
    const proven = verdict.asOf === undefined ? this.#t(Texts.noStatus)
      : `${this.#t(Texts.asOf)} ${BeijingTime.textOf(verdict.asOf)}, ${this.#t(Texts.age)} ${ageText(now - verdict.asOf, this.#language)}`;
    return `${this.#t(Texts.result)}: ${this.#t(VerdictText.conclusion(verdict.conclusion))}. ${proven}. ${this.#t(verdict.sentence)}`;
  }

  #asOf(asOf, now) {
    if (asOf === undefined) {
      return element('p', { class: 'as-of' }, this.#t(Texts.noStatus));
    }

    return element(
      'p', { class: 'as-of' }, `${this.#t(Texts.asOf)} `,
      element('time', { datetime: new Date(asOf).toISOString() }, BeijingTime.textOf(asOf)), this.#t(Texts.beijing), ' · ',
      `${this.#t(Texts.age)} ${ageText(now - asOf, this.#language)}`);
  }

  /** Of a page that shows something else than the data: both; nothing where none does. */
  #difference(checks) {
    const values = checks.find((check) => check.values !== undefined)?.values;
    return values && element(
      'dl', { class: 'difference' }, ...[[Texts.shown, values.shown], [Texts.data, values.data]].flatMap(([label, value]) => [
        element('dt', {}, this.#t(label)), element('dd', {}, element('bdi', {}, value || this.#t(Texts.nothing)))]));
  }

  #facts(licence, fileName) {
    const facts = [[Texts.file, fileName], [Texts.licence, licence?.name], [Texts.issuer, licence?.issuer], [Texts.identifier, licence?.identifier]];
    return element('dl', {}, ...facts.filter(([, value]) => value !== undefined)
      .flatMap(([label, value]) => [element('dt', {}, this.#t(label)), element('dd', {}, value)]));
  }

  /** What was signed, for a person to hold beside the picture; a type's own fields under their short names. */
  #fields(fields) {
    return element(
      'details', { class: 'fields' }, element('summary', {}, this.#t(Texts.fields)),
      element('dl', {}, ...fields.flatMap(([name, value]) => [
        element('dt', {}, FieldLabels[name]?.[this.#language] ?? name.replace(/^KZ_/, '')), element('dd', {}, value)])));
  }

  #check({ name, result, compared }) {
    return element(
      'li', { class: result, 'data-name': name, 'data-result': result },
      element('strong', {}, this.#t(VerdictText.result(result))),
      element('span', {}, this.#t(compared), element('code', {}, name)));
  }

  #t(pair) {
    return pair[this.#language];
  }
}

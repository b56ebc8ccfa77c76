import { element } from './Dom.js';
import { Texts } from './Texts.js';

/** Shows what the page trusts, and takes another bundle. */
export class TrustView {
  #language;

  constructor(language) {
    this.#language = language;
  }

  /** @param {TrustBundle|undefined} trust Undefined where none is built in and none was chosen.
   * @param {function(File): void} choose Called with a file that was chosen. */
  render(trust, choose) {
    const input = element('input', { id: 'trust-file', type: 'file', accept: '.json,application/json' });
    input.addEventListener('change', () => choose(input.files[0]));
    return element(
      'details', trust ? {} : { open: '' },
      element('summary', {}, this.#t(Texts.trust)),
      trust ? this.#facts(trust) : element('p', { role: 'alert' }, this.#t(Texts.trustMissing)),
      element('p', {}, element('label', { for: 'trust-file' }, this.#t(Texts.trustOther)), input));
  }

  #facts({ policy, spokenDigest }) {
    return element(
      'dl', {},
      ...this.#fact(Texts.trustDigest, element('code', { id: 'trust-digest' }, spokenDigest)),
      ...this.#fact(Texts.trustLogs, policy.logs.map((log) => log.origin).join(', ')),
      ...this.#fact(Texts.trustRoots, policy.roots.map((root) => root.subjectOrganisation ?? root.subjectName).join(', ')),
      ...this.#fact(Texts.trustAge, `${policy.maximumAge / 1000} ${this.#t(Texts.seconds)}`));
  }

  #fact(label, value) {
    return [element('dt', {}, this.#t(label)), element('dd', {}, value)];
  }

  #t(pair) {
    return pair[this.#language];
  }
}

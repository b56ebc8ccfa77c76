import { CanonicalBase64 } from '../Encoding/CanonicalBase64.js';
import { TrustBundle } from '../Verification/TrustBundle.js';
import { Judge } from './Judge.js';
import { element } from './Dom.js';
import { Texts } from './Texts.js';
import { TrustView } from './TrustView.js';
import { VerdictView } from './VerdictView.js';

const limit = 20 << 20;
const place = (id) => document.getElementById(id);

/** The page: takes a file, has it judged, shows the verdict. Nothing is sent anywhere and nothing is stored. */
export class VerifyPage {
  #judge;
  #language = 0;
  #trust;
  #trustBytes;
  #answer;
  #question = 0;

  constructor(script) {
    this.#judge = new Judge(script);
  }

  /** Shows the page and begins to listen. */
  static async start(script) {
    const page = new VerifyPage(script);
    const embedded = place('trust-bundle').textContent.trim();
    if (embedded.length > 0 && globalThis.crypto?.subtle) {
      await page.#useTrust(CanonicalBase64.decode(embedded));
    }

    page.#listen();
    page.#render();
  }

  #listen() {
    place('language').addEventListener('click', () => {
      this.#language = 1 - this.#language;
      this.#render();
    });
    place('file').addEventListener('change', ({ target }) => {
      this.#take(target.files[0]);
      target.value = ''; // so that the same file can be chosen again
    });
    document.addEventListener('dragover', (event) => event.preventDefault());
    document.addEventListener('drop', (event) => {
      event.preventDefault();
      this.#take(event.dataTransfer.files[0]);
    });
  }

  /** A dropped trust bundle is taken for one by its name; everything else is a file to judge. */
  async #take(file) {
    if (file?.name.endsWith('.json')) {
      await this.#takeTrust(file);
    } else if (file && this.#trust) {
      await this.#verify(file);
    }
  }

  async #verify(file) {
    const question = ++this.#question;
    this.#say(this.#t(Texts.busy));
    place('answer').setAttribute('aria-busy', 'true');

    // One byte more than is read is enough to say that a file is too long.
    const bytes = new Uint8Array(await file.slice(0, limit + 1).arrayBuffer());
    const now = Date.now();
    const verdict = await this.#judge.judge({ file: bytes, trust: this.#trustBytes, now });
    if (question !== this.#question) {
      return; // another file was chosen meanwhile
    }

    this.#answer = { verdict, fileName: file.name, now };
    place('answer').setAttribute('aria-busy', 'false');
    this.#render();
    place('answer').scrollIntoView({ block: 'start' });
  }

  async #takeTrust(file) {
    try {
      await this.#useTrust(new Uint8Array(await file.slice(0, limit).arrayBuffer()));
      this.#answer = undefined; // the verdict was by another trust
      this.#question++;
      this.#render();
      place('trust').querySelector('details').open = true;
      this.#say(this.#t(Texts.trustNew));
    } catch {
      this.#say(this.#t(Texts.trustBad));
    }
  }

  async #useTrust(bytes) {
    this.#trust = await TrustBundle.parse(bytes);
    this.#trustBytes = bytes;
  }

  #render() {
    const language = this.#language;
    document.documentElement.lang = ['zh-CN', 'en'][language];
    document.title = this.#t(Texts.title);
    place('title').textContent = this.#t(Texts.title);
    place('intro').textContent = this.#t(globalThis.crypto?.subtle ? Texts.intro : Texts.insecure);
    place('drop-text').textContent = this.#t(Texts.drop);
    place('limit').textContent = this.#t(Texts.limit);
    place('language').textContent = this.#t(Texts.otherLanguage);
    place('language').lang = ['en', 'zh-CN'][language];
    place('file').disabled = this.#trust === undefined;
    place('trust').replaceChildren(new TrustView(language).render(this.#trust, (file) => this.#takeTrust(file)));
    const view = new VerdictView(language);
    place('answer').replaceChildren(this.#answer ? view.render(this.#answer) : element('div'));
    this.#say(this.#answer ? view.announcement(this.#answer) : '', 'spoken');
  }

  /** Says something in the live region; what the page shows elsewhere anyway is only spoken. */
  #say(text, how = 'shown') {
    place('status').className = how;
    place('status').textContent = text;
  }

  #t(pair) {
    return pair[this.#language];
  }
}

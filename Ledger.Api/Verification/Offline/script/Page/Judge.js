import { CheckResult } from '../Verification/Check.js';
import { Conclusion } from '../Verification/Verdict.js';

const milliseconds = 20_000;
const tooSlow = ['核验超时，无法判定。', 'Checking took too long; nobody can tell from this.'];
const broken = ['本页自身出错，无法判定。', 'This page itself failed; nobody can tell from this.'];

/** Asks a worker for verdicts, one at a time and none longer than some seconds; who takes longer is ended, and a new one begins. */
export class Judge {
  #script;
  #worker;
  #end = () => {};

  /** @param {string} script The page's whole script, which the worker runs as well. */
  constructor(script) {
    this.#script = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  }

  /** The verdict, by promise; that the page failed is a verdict, too: cannot tell. A question ends the one before. */
  judge(question) {
    this.#end(Judge.#failure(tooSlow), true);
    return new Promise((resolve) => {
      this.#worker ??= new Worker(this.#script);
      const patience = setTimeout(() => this.#end(Judge.#failure(tooSlow), true), milliseconds);
      this.#end = (verdict, isStuck) => {
        clearTimeout(patience);
        this.#end = () => {};
        if (isStuck) {
          this.#worker.terminate();
          this.#worker = undefined;
        }

        resolve(verdict);
      };
      this.#worker.onerror = () => this.#end(Judge.#failure(broken), true);
      this.#worker.onmessage = ({ data }) => this.#end(
        data.problem ? Judge.#failure(broken.map((text) => `${text} (${data.problem})`)) : data, data.problem !== undefined);
      this.#worker.postMessage(question);
    });
  }

  static #failure(text) {
    return { conclusion: Conclusion.cannotTell, sentence: text, checks: [{ name: 'page', result: CheckResult.unknown, compared: text }] };
  }
}

import { VerificationWorker } from './VerificationWorker.js';
import { VerifyPage } from './VerifyPage.js';

/** Starts whichever side this is: the page, or the worker that the page made of the same script.
 * @param {string} [script] The text of this script, in the page. */
export function main(script) {
  if (script === undefined) {
    VerificationWorker.start();
  } else {
    VerifyPage.start(script);
  }
}

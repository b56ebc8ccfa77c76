/** Bytes or text that are not of the form that is read: the one error that reading strangers' bytes throws. */
export class FormatError extends Error {}

/** Refuses what is read.
 * @param {string} message Why, as an English sentence. */
export function refuse(message) {
  throw new FormatError(message);
}

/** A file cannot be read as OFD. */
export class OfdRejectedError extends Error {}

export function rejected(message) {
  throw new OfdRejectedError(message);
}

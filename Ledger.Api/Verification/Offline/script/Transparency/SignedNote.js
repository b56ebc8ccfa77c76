import { Bytes } from '../Encoding/Bytes.js';
import { CanonicalBase64 } from '../Encoding/CanonicalBase64.js';
import { refuse } from '../Encoding/FormatError.js';
import { NoteText } from './NoteText.js';

const maxLength = 64 * 1024;
const maxSignatures = 64;
const keyIdLength = 4;

/** A text with signature lines below it (c2sp.org/signed-note), the form of checkpoints. */
export class SignedNote {
  constructor(text, signatures) {
    this.text = text;
    this.signatures = signatures;
  }

  /** Reads a note. Verifies nothing. */
  static parse(whole) {
    // The last empty line parts text and signatures: the text may contain empty lines, signatures cannot.
    const split = whole.lastIndexOf('\n\n');
    if (Bytes.ofText(whole).length > maxLength || split < 0 || !NoteText.isText(whole)) {
      refuse('A note is whole lines of text, an empty line and signature lines.');
    }

    const lines = whole.slice(split + 2).split('\n').slice(0, -1);
    return lines.length > 0 && lines.length <= maxSignatures
      ? new SignedNote(whole.slice(0, split + 1), lines.map(SignedNote.#signature))
      : refuse(`A note has 1 to ${maxSignatures} signatures.`);
  }

  /** Verifies the signatures of the known keys, by promise; those of unknown keys are passed over. As soon as one of a known key
   * fails, nothing in the note counts.
   * @returns {Promise<{verified: {verifier: object, time?: number}[], failed: object[]}>} */
  async verify(known) {
    const [verified, failed] = [[], []];
    for (const verifier of known.filter((key, i) => known.findIndex((other) => other.equals(key)) === i)) {
      const lines = this.signatures.filter((line) => verifier.isNamedBy(line));
      const results = [];
      for (const line of lines) {
        results.push(await verifier.verify(this.text, line));
      }

      if (results.includes(undefined)) {
        failed.push(verifier);
      } else if (results.length > 0) {
        // A witness may have cosigned more than once: the newest time is the one that counts.
        const times = results.map((result) => result.time).filter((time) => time !== undefined);
        verified.push({ verifier, time: times.length > 0 ? Math.max(...times) : undefined });
      }
    }

    return { verified: failed.length === 0 ? verified : [], failed };
  }

  /** One line: `— name base64(keyId ‖ signature)`. */
  static #signature(line) {
    const [, name, encoded] = /^— ([^ ]*) (.*)$/s.exec(line) ?? refuse('A note has a line that is not a signature line.');
    const blob = CanonicalBase64.decode(encoded);
    if (!NoteText.isName(name) || blob.length <= keyIdLength) {
      refuse('A note has a signature line without a name or a signature.');
    }

    return { name, keyId: Bytes.toHex(blob.subarray(0, keyIdLength)), signature: blob.subarray(keyIdLength) };
  }
}

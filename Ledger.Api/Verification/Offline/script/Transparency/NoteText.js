/** The character rules of c2sp.org/signed-note. */
export class NoteText {
  /** Key names: not empty, no space of any kind, no plus sign, nothing invisible that a reader could miss. */
  static isName(name) {
    return name.isWellFormed() && /^[^\p{Z}\p{Cc}+]+$/u.test(name);
  }

  /** Note texts: whole lines without control characters, which terminals and parsers take differently. */
  static isText(text) {
    return text.isWellFormed() && text.endsWith('\n') && !/[\x00-\x09\x0b-\x1f]/.test(text);
  }
}

const longestForm = 16;

// Places are rounded, and each font has its own ascent; lines stand further apart than this, in millimetres.
const sameLine = 0.5;

/** The pieces of one page of an OFD, taken from the first to the last. */
export class FacePieces {
  #pieces;
  #at = 0;

  /** @param {{text: string, line: number}[]} pieces As drawn, without white space. */
  constructor(pieces) {
    this.#pieces = pieces;
  }

  /** The text of the next piece; undefined at the end of the page. */
  get next() {
    return this.#pieces[this.#at]?.text;
  }

  /** Whether the next piece could begin a text. */
  begins(text) {
    return this.next !== undefined && text.startsWith(this.next);
  }

  /** Takes one piece, whatever it is. */
  take() {
    return this.#pieces[this.#at++].text;
  }

  /** Takes just the pieces that together are a text; none where they are not. */
  tryTake(text) {
    const start = this.#at;
    if (text !== '' && this.takeStart(text) === text) {
      return true;
    }

    this.#at = start;
    return false;
  }

  /** Takes as many pieces as begin a text, and returns what they say. A piece that stands above the one before belongs to something beside it:
   * what is broken into lines goes down. */
  takeStart(text) {
    const [pieces, start] = [this.#pieces, this.#at];
    let length = 0;
    while (length < text.length && this.#at < pieces.length && text.startsWith(pieces[this.#at].text, length)
      && (this.#at === start || pieces[this.#at].line > pieces[this.#at - 1].line - sameLine)) {
      length += pieces[this.#at++].text.length;
    }

    return text.slice(0, length);
  }

  /** Takes the most pieces of one line that together have a form, and returns what they say; undefined where none have it. */
  takeForm(hasForm) {
    const [pieces, start] = [this.#pieces, this.#at];
    let [taken, text] = [undefined, ''];
    for (let i = start; i < Math.min(pieces.length, start + longestForm) && Math.abs(pieces[i].line - pieces[start].line) < sameLine; i++) {
      text += pieces[i].text;
      [taken, this.#at] = hasForm(text) ? [text, i + 1] : [taken, this.#at];
    }

    return taken;
  }
}

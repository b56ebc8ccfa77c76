import { FormatError, refuse } from '../Encoding/FormatError.js';
import { Bytes } from '../Encoding/Bytes.js';
import { OfdLimits } from './OfdLimits.js';
import { XmlElement } from './XmlElement.js';

const name = '[A-Za-z_\\u0080-\\uffff][\\w.\\-\\u0080-\\uffff]*';
const declaration = /^\ufeff?<\?xml version="1\.[0-9]"( encoding="[Uu][Tt][Ff]-8")?( standalone="(yes|no)")?\s*\?>/;
const value = '(?:"[^<"]*"|\'[^<\']*\')';
const openTag = new RegExp(`<((?:${name}:)?${name})((?:\\s+(?:${name}:)?${name}\\s*=\\s*${value})*)\\s*(/?)>`, 'y');
const closeTag = new RegExp(`</((?:${name}:)?${name})\\s*>`, 'y');
const attribute = new RegExp(`\\s+((?:${name}:)?${name})\\s*=\\s*(?:"([^<"]*)"|'([^<']*)')`, 'y');
// Written so that a page that holds this script is not taken to begin a comment.
const skipped = /<[!]--(?:(?!--)[^])*-->|<\?(?!xml\s)[^]*?\?>/y;
const characterData = /<[!]\[CDATA\[([^]*?)\]\]>/y;
const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Reads the XML files of a package (XML 1.0, Namespaces 1.0): UTF-8, no document type, bounded, no identifier twice. */
export class XmlReader {
  #text;
  #at = 0;
  #nodes = 0;
  #identifiers = new Set();
  #open = [];

  constructor(text) {
    this.#text = text;
  }

  /** The root element; undefined for what is not well-formed, or not in these bounds. */
  static parse(bytes) {
    try {
      const text = Bytes.toText(bytes).replace(/\r\n?/g, '\n');
      return text.length <= OfdLimits.xmlCharacters ? new XmlReader(text).#document() : undefined;
    } catch (error) {
      if (!(error instanceof FormatError)) {
        throw error;
      }

      return undefined;
    }
  }

  #document() {
    this.#at = declaration.exec(this.#text)?.[0].length ?? (this.#text.startsWith('\ufeff') ? 1 : 0);
    let root;
    while (this.#at < this.#text.length) {
      const element = this.#next();
      if (element !== undefined && root !== undefined) {
        refuse('An XML file has one root.');
      }

      root ??= element;
    }

    return this.#open.length === 0 ? root : refuse('An element does not end.');
  }

  /** Reads one piece: a tag, text or what is skipped. A root as it begins. */
  #next() {
    if (++this.#nodes > OfdLimits.xmlNodes) {
      refuse('An XML file is too long.');
    }

    if (this.#text[this.#at] !== '<') {
      const end = this.#text.indexOf('<', this.#at);
      const text = this.#text.slice(this.#at, end < 0 ? undefined : end);
      this.#at += text.length;
      this.#addText(XmlReader.#decode(text), text);
      return undefined;
    }

    const close = this.#take(closeTag);
    if (close) {
      return this.#open.pop()?.written === close[1] ? undefined : refuse('An element ends that did not begin.');
    }

    const data = this.#take(characterData);
    if (data) {
      this.#addText(data[1], 'x');
      return undefined;
    }

    return this.#take(skipped) ? undefined : this.#begin(this.#take(openTag) ?? refuse('Markup is not well-formed.'));
  }

  #begin([, written, attributes, isEmpty]) {
    const [values, scope] = this.#attributes(attributes);
    const { namespace, local } = XmlReader.#resolve(written, scope);
    const element = new XmlElement(namespace, local, values);
    const parent = this.#open.at(-1)?.element;
    parent?.children.push(element);
    const identifier = values.get('ID');
    if (this.#open.length >= OfdLimits.xmlDepth || (identifier !== undefined && this.#identifiers.has(identifier))) {
      refuse('Elements lie too deep, or two have one identifier.');
    }

    this.#identifiers.add(identifier);
    if (isEmpty === '') {
      this.#open.push({ written, element, scope });
    }

    return parent === undefined ? element : undefined;
  }

  /** Attributes by name, without declarations of namespaces, and the namespaces in force. */
  #attributes(text) {
    const values = new Map();
    const scope = new Map(this.#open.at(-1)?.scope);
    const seen = new Set();
    attribute.lastIndex = 0;
    while (attribute.lastIndex < text.length) {
      const [, written, double, single] = attribute.exec(text);
      this.#nodes++;
      if (seen.has(written)) {
        refuse('An element has an attribute twice.');
      }

      seen.add(written);
      const content = XmlReader.#decode((double ?? single).replace(/[\t\n]/g, ' '));
      if (written === 'xmlns' || written.startsWith('xmlns:')) {
        scope.set(written === 'xmlns' ? '' : written.slice(6), content);
      } else {
        values.set(written, content);
      }
    }

    return [values, scope];
  }

  #addText(text, written) {
    const parent = this.#open.at(-1)?.element;
    if (parent !== undefined) {
      parent.ownText += text;
    } else if (written.trim() !== '') {
      refuse('Text stands outside the root.');
    }
  }

  #take(pattern) {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    this.#at = match === null ? this.#at : pattern.lastIndex;
    return match ?? undefined;
  }

  static #resolve(written, scope) {
    const [prefix, local] = written.includes(':') ? written.split(':') : ['', written];
    return { namespace: scope.get(prefix) ?? (prefix === '' ? '' : refuse('A prefix has no namespace.')), local };
  }

  static #decode(text) {
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\]\]>/.test(text) || !text.isWellFormed()) {
      refuse('A character is not allowed in XML.');
    }

    return text.replace(/&([^;&]*);?/g, (whole, reference) => {
      const [, hex, decimal] = /^#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}))$/.exec(reference) ?? [];
      const code = hex ? parseInt(hex, 16) : decimal ? Number(decimal) : undefined;
      const isCharacter = code !== undefined && (code === 9 || code === 10 || code === 13 || (code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)));
      const character = isCharacter ? String.fromCodePoint(code) : Object.hasOwn(entities, reference) ? entities[reference] : undefined;
      return character !== undefined && whole.endsWith(';') ? character : refuse('An entity is unknown.');
    });
  }
}

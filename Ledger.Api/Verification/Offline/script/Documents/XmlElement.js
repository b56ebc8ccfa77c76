/** An element of an XML file: its namespace and local name, attributes by their names as written, and what is in it. */
export class XmlElement {
  children = [];

  /** All text directly in it. */
  ownText = '';

  constructor(namespace, name, attributes) {
    Object.assign(this, { namespace, name, attributes });
  }

  /** The first child of a name, in whatever namespace; undefined where there is none. */
  child(name) {
    return this.children.find((child) => child.name === name);
  }

  /** All children of a name. */
  childrenOf(name) {
    return this.children.filter((child) => child.name === name);
  }

  /** The text of a child; undefined where there is none. */
  textOf(name) {
    return this.child(name)?.text.trim();
  }

  /** All text in it and in what it holds. */
  get text() {
    return this.ownText + this.children.map((child) => child.text).join('');
  }
}

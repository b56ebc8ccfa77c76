/** An element with attributes and children. Texts become text nodes, so nothing in a file can become markup. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    made.setAttribute(attribute, value);
  }

  made.append(...children.filter((child) => child !== undefined));
  return made;
}

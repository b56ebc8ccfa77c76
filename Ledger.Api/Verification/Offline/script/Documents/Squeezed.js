// What .NET calls white space; a script's own \s has U+FEFF besides and lacks U+0085.
const whiteSpace = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g;

/** A text without its white space, which only says where lines end. */
export function squeezed(text) {
  return text.replace(whiteSpace, '');
}

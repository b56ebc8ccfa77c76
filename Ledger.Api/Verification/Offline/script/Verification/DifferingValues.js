const [before, longest] = [12, 60];
const isLow = (text, at) => at < text.length && text.charCodeAt(at) >= 0xdc00 && text.charCodeAt(at) <= 0xdfff;

function part(text, start) {
  let end = Math.min(text.length, start + longest);
  end -= end < text.length && isLow(text, end) ? 1 : 0;
  const visible = text.slice(start, end).replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '\ufffd');
  return `${start > 0 ? '…' : ''}${visible}${end < text.length ? '…' : ''}`;
}

/** What a page shows beside what the data says, as they differ: from shortly before that, without what could hide or turn text. */
export function differingValues(shown, data) {
  let same = 0;
  while (same < shown.length && shown[same] === data[same]) {
    same++;
  }

  let start = Math.max(0, same - before);
  start -= start > 0 && isLow(shown, start) ? 1 : 0;
  return { shown: part(shown, start), data: part(data, start) };
}

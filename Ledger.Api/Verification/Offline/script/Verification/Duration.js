const units = [['天', 'day', 'days'], ['小时', 'hour', 'hours'], ['分钟', 'minute', 'minutes'], ['秒', 'second', 'seconds']];

/** A span of milliseconds in words, by its two greatest units, as [Chinese, English]: `1 天 2 小时`. */
export function duration(span) {
  const seconds = Math.trunc(Math.abs(span) / 1000);
  const counts = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
  const first = counts.findIndex((count) => count > 0);
  const start = first < 0 ? counts.length - 1 : first;
  const parts = [start, start + 1].filter((i) => i < counts.length && (counts[i] > 0 || i === start));
  return [
    parts.map((i) => `${counts[i]} ${units[i][0]}`).join(' '),
    parts.map((i) => `${counts[i]} ${units[i][counts[i] === 1 ? 1 : 2]}`).join(' '),
  ];
}

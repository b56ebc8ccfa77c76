import { Texts } from './Texts.js';

const minute = 60_000;

/** How long ago something was, in words of a language (0 Chinese, 1 English): `3 天 4 小时`. */
export function ageText(span, language) {
  if (span < -minute) {
    return Texts.ahead[language];
  }

  const minutes = Math.max(0, Math.floor(span / minute));
  const parts = [
    [Math.floor(minutes / 1440), Texts.days], [Math.floor(minutes / 60) % 24, Texts.hours], [minutes % 60, Texts.minutes]];
  const first = parts.findIndex(([count]) => count > 0);
  const shown = first < 0 ? parts.slice(2) : parts.slice(first, first + 2);
  return shown.map(([count, unit]) => `${count} ${unit[language]}`).join(' ');
}

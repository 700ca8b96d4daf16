/** Numbers with their units, as short as people need them. */

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
const STEP = 1_024;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** @param {import('./texts.js').Texts} texts @param {number} bytes */
export function bytesOf(texts, bytes) {
  let unit = 0;
  let amount = bytes;
  while (amount >= STEP && unit < UNITS.length - 1) {
    amount /= STEP;
    unit++;
  }
  return `${numberOf(texts, amount)} ${UNITS[unit]}`;
}

/** Three digits at most where there is a fraction. @param {import('./texts.js').Texts} texts @param {number} number */
export function numberOf(texts, number) {
  const rounded = Math.abs(number) < 10 ? Math.round(number * 10) / 10 : Math.round(number);
  return texts.format(rounded);
}

/** @param {import('./texts.js').Texts} texts @param {number} seconds */
export function durationOf(texts, seconds) {
  if (seconds < MINUTE) {
    return texts.say('time.seconds', {count: Math.max(0, Math.round(seconds))});
  }
  if (seconds < HOUR) {
    return texts.say('time.minutes', {count: Math.floor(seconds / MINUTE)});
  }
  return seconds < 2 * DAY
    ? texts.say('time.hours', {count: Math.floor(seconds / HOUR)})
    : texts.say('time.days', {count: Math.floor(seconds / DAY)});
}

/**
 * How long ago an instant was.
 *
 * @param {import('./texts.js').Texts} texts
 * @param {string} instant of ISO 8601
 * @param {number} now by the clock of the instant, in milliseconds since 1970
 */
export function ageOf(texts, instant, now) {
  return durationOf(texts, (now - Date.parse(instant)) / 1_000);
}

/** The date and the time of an instant. @param {import('./texts.js').Texts} texts @param {string} instant of ISO 8601 */
export function whenOf(texts, instant) {
  return new Date(instant).toLocaleString(texts.language, {dateStyle: 'medium', timeStyle: 'short'});
}

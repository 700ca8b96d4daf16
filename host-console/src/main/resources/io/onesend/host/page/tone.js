/** Gives each user one of a few colours, always the same one. */

const TONES = 6;
const FACTOR = 31;
const WORD = 0xffff;

/** @param {string} userId @returns {string} a class of the style sheet */
export function toneOf(userId) {
  const sum = [...userId].reduce((hash, letter) => (hash * FACTOR + letter.codePointAt(0)) & WORD, 0);
  return `tone-${sum % TONES}`;
}

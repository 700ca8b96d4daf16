/** Makes other people's text safe to look at: nothing hides, and nothing turns the text around it. */

/**
 * Control characters, separators of lines, halves of pairs, and the characters that turn the direction of text. Joiners are
 * not among them: they are part of emoji and of several scripts.
 */
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu;

/**
 * The text with every unsafe character shown by its number.
 *
 * @param {string} text
 * @param {string} [allowed] unsafe characters that may stay
 */
export function safeText(text, allowed = '') {
  return text.replace(UNSAFE, letter => (allowed.includes(letter) ? letter : escape(letter)));
}

/** A message may have lines and tabs. @param {string} text */
export function safeMessage(text) {
  return safeText(text, '\n\t');
}

/** @param {string} letter */
function escape(letter) {
  return `\\u${letter.codePointAt(0).toString(16).padStart(4, '0')}`;
}

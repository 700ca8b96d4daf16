/** What the end of a connection means: what to tell the user, and whether to connect again. */

/** @typedef {'soon' | 'later' | 'asked'} Again by the back-off; after some seconds, drawn by lot; when the user asks for it */
/** @typedef {{why: import('./texts.js').Text, again: Again}} Closing */

/** The page's own code, for a server that says what no server of this protocol says. Codes from 4000 on are free to use. */
export const NOT_UNDERSTOOD = 4000;

/** The page's own code, for a server that has not answered for too long. */
export const SILENT = 4001;

/** Reasons that the server names in its close frame, where the code alone does not say what to do. */
const BY_REASON = {
  kicked: 'asked',
  'logged-in-elsewhere': 'asked',
  'resumed-elsewhere': 'asked',
  'login-timeout': 'asked',
  'rate-limit': 'soon',
  'send-limit': 'soon',
  'write-stalled': 'soon',
  idle: 'soon',
  'lease-lost': 'soon',
  'room-gap': 'soon',
  'room-lost': 'soon',
};

/** @type {Object<number, Again>} */
const BY_CODE = {
  1002: 'asked',
  1003: 'asked',
  1007: 'asked',
  1009: 'asked',
  1012: 'later',
  1013: 'later',
  [NOT_UNDERSTOOD]: 'asked',
  [SILENT]: 'soon',
};

/**
 * @param {number} code of the close frame; 1006 without one
 * @param {string} reason of the close frame
 * @returns {Closing}
 */
export function closing(code, reason) {
  if (Object.hasOwn(BY_REASON, reason)) {
    return {why: {key: `closed.${reason}`}, again: BY_REASON[reason]};
  }
  if (Object.hasOwn(BY_CODE, code)) {
    return {why: {key: `closed.${code}`}, again: BY_CODE[code]};
  }
  return {why: {key: 'closed.lost'}, again: 'soon'};
}

/** The results of requests that this page tells apart. Every other one is shown by its number. */

export const NONE = 0;
export const LOGIN_USER_ALREADY = 31;
export const LOGIN_USER_USED_ALL_OBJ = 32;
export const LOGIN_USER_INVALID_PW = 33;
export const LOGIN_USER_INVALID_ID = 34;
export const LOGIN_BACKEND_UNAVAILABLE = 35;
export const LOGIN_TOO_MANY_ATTEMPTS = 36;
export const ENTER_ROOM_FULL_USER = 54;
export const ENTER_ROOM_BACKEND_UNAVAILABLE = 55;
export const ROOM_INVALID_INDEX = 61;
export const ROOM_TOO_MANY_PACKET = 63;
export const CHAT_INVALID_MESSAGE = 82;
export const CHAT_BACKEND_UNAVAILABLE = 83;
export const RESUME_UNKNOWN_TOKEN = 91;
export const RESUME_INCOMPLETE = 92;
export const RESUME_ROOM_FULL = 93;

const WITH_WORDS = new Set([
  LOGIN_USER_ALREADY,
  LOGIN_USER_USED_ALL_OBJ,
  LOGIN_USER_INVALID_PW,
  LOGIN_USER_INVALID_ID,
  LOGIN_BACKEND_UNAVAILABLE,
  LOGIN_TOO_MANY_ATTEMPTS,
  ENTER_ROOM_FULL_USER,
  ENTER_ROOM_BACKEND_UNAVAILABLE,
  ROOM_INVALID_INDEX,
  ROOM_TOO_MANY_PACKET,
  CHAT_INVALID_MESSAGE,
  CHAT_BACKEND_UNAVAILABLE,
  RESUME_ROOM_FULL,
]);

/** Refusals of a login that may be another answer a little later: a connection that was lost is still taken for alive. */
const PASSING = new Set([
  LOGIN_USER_ALREADY,
  LOGIN_USER_USED_ALL_OBJ,
  LOGIN_BACKEND_UNAVAILABLE,
  LOGIN_TOO_MANY_ATTEMPTS,
]);

/** Whether to try a refused login again without asking. @param {number} result */
export function isPassing(result) {
  return PASSING.has(result);
}

/**
 * What to tell the user about a refusal.
 *
 * @param {number} result
 * @returns {import('./texts.js').Text}
 */
export function refusal(result) {
  return WITH_WORDS.has(result) ? {key: `result.${result}`} : {key: 'result.other', values: {result}};
}

/** When to connect again: soon after a loss, later after each failure, and each page at another time. */

const LEAST_MILLIS = 500;
const MOST_MILLIS = 30_000;

/** The longest wait in multiples of the shortest. */
const LOT = 1.5;

/** What a server that stops or is overloaded asks for. */
const LATER_LEAST_MILLIS = 5_000;

/**
 * Doubles from half a second on, up to half a minute. Up to a half of it comes by lot, so that pages do not come back all at once.
 *
 * @param {number} failures in a row, 1 or more
 * @param {() => number} random from 0 to 1
 */
export function backoff(failures, random = Math.random) {
  const shortest = Math.min(MOST_MILLIS / LOT, LEAST_MILLIS * 2 ** (failures - 1));
  return shortest * (1 + random() * (LOT - 1));
}

/**
 * From 5 to 30 seconds, by lot.
 *
 * @param {() => number} random from 0 to 1
 */
export function later(random = Math.random) {
  return LATER_LEAST_MILLIS + random() * (MOST_MILLIS - LATER_LEAST_MILLIS);
}

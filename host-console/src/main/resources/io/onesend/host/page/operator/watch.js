/** What the page shows of the server. It asks again each second while somebody looks, and seldom while the page is hidden. */

import {Refusal} from './operator.js';

const EVERY_MILLIS = 1_000;
const HIDDEN_EVERY_MILLIS = 15_000;
const KEPT_MILLIS = 15 * 60 * 1_000;

export class Watch {
  /** @param {import('./operator.js').Operator} operator @param {() => void} changed */
  constructor(operator, changed) {
    this.operator = operator;
    this.changed = changed;
    /** What the screen in front wants to know besides. @type {?() => Promise<void>} */
    this.extra = null;
    this.timer = null;
    this.isAsking = false;
    this.isWantedAgain = false;
    this.#forget();
  }

  /** Begins, or goes on at once if the page is seen again or wants to know something else. */
  look() {
    if (this.timer !== null && !document.hidden) {
      this.isWantedAgain = this.isAsking;
      this.#askSoon(0);
    }
  }

  start() {
    if (this.timer === null) {
      this.#askSoon(0);
    }
  }

  stop() {
    clearTimeout(this.timer);
    this.timer = null;
    this.#forget();
  }

  /** @param {?() => Promise<void>} ask is called each time from now on, and once now */
  alsoAsk(ask) {
    this.extra = ask;
    this.look();
  }

  /** Something else has shown that the server does not answer. @param {Error} why */
  failed(why) {
    this.failure = why;
    this.changed();
  }

  /** The time by the server's clock, in milliseconds since 1970. */
  now() {
    return Date.now() + this.clockAhead;
  }

  #forget() {
    /** The last answer of the status; null: none yet. */
    this.status = null;
    /** Of fifteen minutes, the oldest first. */
    this.samples = [];
    this.slow = [];
    /** Why there is no newer answer; null: there is. */
    this.failure = null;
    /** When everything was answered last, by this browser's clock. @type {?Date} */
    this.answeredAt = null;
    this.clockAhead = 0;
  }

  #askSoon(millis) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#ask(), millis);
  }

  async #ask() {
    if (this.isAsking) {
      return;
    }
    this.isAsking = true;
    try {
      await this.#askOnce();
      this.failure = null;
      this.answeredAt = new Date();
    } catch (failed) {
      this.failure = failed;
    } finally {
      this.isAsking = false;
    }
    if (this.timer !== null) {
      this.#askSoon(this.#pause());
      this.changed();
    }
  }

  #pause() {
    const isWantedAgain = this.isWantedAgain;
    this.isWantedAgain = false;
    return isWantedAgain ? 0 : document.hidden ? HIDDEN_EVERY_MILLIS : EVERY_MILLIS;
  }

  async #askOnce() {
    const since = this.samples.at(-1)?.at ?? 0;
    const top = await this.operator.get('/samples', {since});
    this.clockAhead = top.now - Date.now();
    this.samples = [...this.samples, ...top.samples].filter(({at}) => at > top.now - KEPT_MILLIS);
    this.status = await this.operator.get('/status');
    this.slow = await ifThere(this.operator.get('/slow'), []);
    await this.extra?.();
  }
}

/** A server that is starting has no answer to some questions yet. */
async function ifThere(answer, otherwise) {
  try {
    return await answer;
  } catch (refused) {
    if (refused instanceof Refusal && refused.status !== 401) {
      return otherwise;
    }
    throw refused;
  }
}

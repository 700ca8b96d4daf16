/** Who is logged in, and how the page asks the server in their name. */

const BASE = 'api/v1';
const UNAUTHORIZED = 401;
const JSON_TYPE = 'application/json';

/** Longer than the server takes for any answer: beyond it, it is taken for gone. */
const ANSWER_WITHIN_MILLIS = 8_000;

/** The server has refused something; it says why in its own words. */
export class Refusal extends Error {
  /** @param {number} status @param {{detail?: string, errors?: {field: string, message: string}[]}} problem */
  constructor(status, problem) {
    super(problem.detail ?? '');
    this.status = status;
    this.errors = problem.errors ?? [];
  }
}

export class Operator {
  /** @param {() => void} changed is called when somebody has logged in or out */
  constructor(changed) {
    this.changed = changed;
    /** @type {?{name: string, role: 'read' | 'operate', csrf: string}} */
    this.identity = null;
    /** Whether the last login has ended by itself. */
    this.hasEnded = false;
    /** Rises when somebody else logs in: what was begun before is not theirs. */
    this.turn = 0;
    /** The name of the last login. @type {?string} */
    this.lastName = null;
  }

  get mayChange() {
    return this.identity?.role === 'operate';
  }

  /** Goes on with the login of the browser's cookie, if there is one. */
  async resume() {
    try {
      this.identity = await this.get('/login');
      this.lastName = this.identity.name;
    } catch (refused) {
      if (!(refused instanceof Refusal)) {
        throw refused;
      }
    }
  }

  /** @param {string} token */
  async logIn(token) {
    this.identity = await this.#send('POST', '/login', {token});
    this.turn += this.lastName === null || this.lastName === this.identity.name ? 0 : 1;
    this.lastName = this.identity.name;
    this.hasEnded = false;
    this.changed();
  }

  async logOut() {
    await this.#send('DELETE', '/login', {});
    this.identity = null;
    this.changed();
  }

  /** @param {string} path @param {Object<string, any>} [query] those that are null or empty are left out */
  get(path, query = {}) {
    const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '');
    const behind = given.length > 0 ? `?${new URLSearchParams(given)}` : '';
    return this.#send('GET', path + behind, null);
  }

  /**
   * Changes something, as whoever is logged in now: another page of this browser may have logged in since, and its login is this
   * one's too.
   *
   * @param {string} method @param {string} path @param {Object<string, any>} values
   */
  async change(method, path, values) {
    this.identity = await this.get('/login');
    return this.#send(method, path, values);
  }

  async #send(method, path, values) {
    const headers = {};
    if (values !== null) {
      headers['Content-Type'] = JSON_TYPE;
      headers['X-Csrf-Token'] = this.identity?.csrf ?? '';
    }
    const body = values === null ? null : JSON.stringify(values);
    const answer = await fetch(BASE + path, {method, headers, body, signal: AbortSignal.timeout(ANSWER_WITHIN_MILLIS)});
    if (answer.ok) {
      return answer.json();
    }
    if (answer.status === UNAUTHORIZED && this.identity !== null) {
      this.identity = null;
      this.hasEnded = true;
      this.changed();
    }
    throw new Refusal(answer.status, await problemOf(answer));
  }
}

/** @param {Response} answer */
async function problemOf(answer) {
  const isProblem = (answer.headers.get('Content-Type') ?? '').includes('json');
  return isProblem ? answer.json() : {detail: await answer.text()};
}

/** Who is logged in, and how the page asks the server in their name. */

const BASE = 'api/v1';
const UNAUTHORIZED = 401;
const JSON_TYPE = 'application/json';

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
  }

  get mayChange() {
    return this.identity?.role === 'operate';
  }

  /** Goes on with the login of the browser's cookie, if there is one. */
  async resume() {
    try {
      this.identity = await this.get('/login');
    } catch (refused) {
      if (!(refused instanceof Refusal)) {
        throw refused;
      }
    }
  }

  /** @param {string} token */
  async logIn(token) {
    this.identity = await this.#send('POST', '/login', {token});
    this.changed();
  }

  async logOut() {
    await this.#send('DELETE', '/login', {});
    this.#forget();
  }

  /** @param {string} path @param {Object<string, any>} [query] those that are null or empty are left out */
  get(path, query = {}) {
    const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '');
    const behind = given.length > 0 ? `?${new URLSearchParams(given)}` : '';
    return this.#send('GET', path + behind, null);
  }

  /** @param {string} method @param {string} path @param {Object<string, any>} values */
  change(method, path, values) {
    return this.#send(method, path, values);
  }

  async #send(method, path, values) {
    const headers = {};
    if (values !== null) {
      headers['Content-Type'] = JSON_TYPE;
      headers['X-Csrf-Token'] = this.identity?.csrf ?? '';
    }
    const body = values === null ? null : JSON.stringify(values);
    const answer = await fetch(BASE + path, {method, headers, body});
    if (answer.ok) {
      return answer.json();
    }
    if (answer.status === UNAUTHORIZED && this.identity !== null) {
      this.#forget();
    }
    throw new Refusal(answer.status, await problemOf(answer));
  }

  #forget() {
    this.identity = null;
    this.changed();
  }
}

/** @param {Response} answer */
async function problemOf(answer) {
  const isProblem = (answer.headers.get('Content-Type') ?? '').includes('json');
  return isProblem ? answer.json() : {detail: await answer.text()};
}

/** How a connection becomes a session: by resuming the one of before where the server can, else by a login. */

import {POSITIONS, RESUME} from './protocol.js';
import {NONE, RESUME_INCOMPLETE, RESUME_ROOM_FULL, RESUME_UNKNOWN_TOKEN, isPassing, refusal} from './results.js';
import {Ticket} from './ticket.js';

const FEATURES_VERSION = 1;

/** Messages older than the entry that are asked for. */
const HISTORY = 50;

/**
 * verdict: in; later: to be tried again; refused.
 * room: anew: to be entered; resumed: in it, and all that was missed follows; gap: in it, and not all of it does; left: in none.
 *
 * @typedef {{
 *   verdict: 'in' | 'later' | 'refused',
 *   room?: 'anew' | 'resumed' | 'gap' | 'left',
 *   replay?: number,
 *   why?: import('./texts.js').Text,
 * }} Outcome
 */
export class Admission {
  /**
   * @param {string} userId in its normal form
   * @param {string} secret the password or the token
   * @param {string} kind of login, as the server's configuration calls it
   */
  constructor(userId, secret, kind) {
    this.userId = userId;
    this.secret = secret;
    this.worksOnce = kind === 'token';
    this.wasIn = false;
    this.isResuming = false;
    /** @type {?Ticket} */
    this.ticket = null;
  }

  /** Whether the user can be let in again without being asked for another token. */
  get canReturn() {
    return this.ticket !== null || !(this.worksOnce && this.wasIn);
  }

  /**
   * @param {import('./connection.js').Connection} connection just opened
   * @param {?number} room that the user was in
   */
  begin(connection, room) {
    connection.send('FEATURES_REQUEST', {version: FEATURES_VERSION, features: POSITIONS | RESUME, history: HISTORY});
    this.isResuming = this.ticket !== null;
    if (this.ticket === null) {
      this.login(connection);
    } else {
      connection.send('RESUME_REQUEST', this.ticket.request(room));
      // A server that answers this one first does not know the request, and never answers it.
      connection.ping();
    }
  }

  /**
   * The server has answered a ping.
   *
   * @returns {?Outcome} as of a packet
   */
  pinged(connection) {
    return this.isResuming ? this.loginInstead(connection) : null;
  }

  /**
   * @param {{name: string, [field: string]: any}} packet
   * @param {import('./connection.js').Connection} connection
   * @returns {?Outcome} null: nothing is decided by this packet
   */
  received(packet, connection) {
    switch (packet.name) {
      case 'LOGIN_RESPONSE':
        return this.loggedIn(packet.result);
      case 'RESUME_RESPONSE':
        return this.resumed(packet, connection);
      case 'SESSION_TOKEN_NOTIFY':
        this.ticket = new Ticket(this.userId, packet.token);
        return null;
      case 'ROOM_ENTER_RESPONSE':
      case 'ROOM_LEAVE_RESPONSE':
        this.moved(null);
        return null;
      case 'ROOM_POSITION_NOTIFY':
        this.moved({offset: packet.offset, tag: packet.tag});
        return null;
      default:
        return null;
    }
  }

  /** @param {Ticket['position']} position */
  moved(position) {
    if (this.ticket !== null) {
      this.ticket.position = position;
    }
  }

  login(connection) {
    connection.send('LOGIN_REQUEST', {userId: this.userId, password: this.secret});
  }

  /** @returns {?Outcome} */
  loginInstead(connection) {
    this.isResuming = false;
    this.ticket = null;
    if (!this.canReturn) {
      return {verdict: 'refused', why: {key: 'signin.tokenUsed'}};
    }
    this.login(connection);
    return null;
  }

  /** @param {number} result @returns {Outcome} */
  loggedIn(result) {
    if (result === NONE) {
      this.wasIn = true;
      return {verdict: 'in', room: 'anew'};
    }
    const verdict = this.wasIn && isPassing(result) ? 'later' : 'refused';
    return {verdict, why: refusal(result)};
  }

  /** @returns {?Outcome} */
  resumed({result, replay}, connection) {
    this.isResuming = false;
    const room = this.ticket?.position === null ? 'anew' : null;
    switch (result) {
      case NONE:
        return {verdict: 'in', room: room ?? 'resumed', replay};
      case RESUME_INCOMPLETE:
        return {verdict: 'in', room: room ?? 'gap'};
      case RESUME_ROOM_FULL:
        return {verdict: 'in', room: 'left', why: refusal(result)};
      case RESUME_UNKNOWN_TOKEN:
        return this.loginInstead(connection);
      default:
        return {verdict: isPassing(result) ? 'later' : 'refused', why: refusal(result)};
    }
  }
}

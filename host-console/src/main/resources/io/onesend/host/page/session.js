/** The user's session in the chat, which outlives its connections: it signs in, and comes back after a loss. */

import {Admission} from './admission.js';
import {backoff, later} from './backoff.js';
import {closing} from './closing.js';
import {Connection} from './connection.js';
import {Place} from './place.js';
import {ENTER_ROOM_BACKEND_UNAVAILABLE, refusal} from './results.js';

/** A connection that has held for so long was a good one: the next loss is the first in a row. */
const GOOD_AFTER_MILLIS = 30_000;

/**
 * out: signed out; connecting: on the way in; on: signed in; waiting: connects again by itself; ended: only when the user asks
 *
 * @typedef {'out' | 'connecting' | 'on' | 'waiting' | 'ended'} Link
 */
export class Session {
  /**
   * @param {{address: string | URL, login: string}} config
   * @param {() => void} changed called after every change
   */
  constructor(config, changed) {
    this.config = config;
    this.changed = changed;
    /** @type {Link} */
    this.link = 'out';
    /** @type {?import('./texts.js').Text} what the user should know about the state */
    this.notice = null;
    /** @type {?number} milliseconds; null: not known */
    this.roundTrip = null;
    /** @type {number} when the next attempt is due, while waiting: milliseconds, as of Date.now */
    this.retryAt = 0;
    this.retry = null;
    this.failures = 0;
    /** @type {?Connection} */
    this.connection = null;
    /** @type {?Admission} */
    this.admission = null;
    this.place = new Place('');
  }

  /** The same user goes on in the room of before. @param {string} userId @param {string} secret */
  signIn(userId, secret) {
    const id = userId.normalize('NFC');
    if (this.place.userId !== id) {
      this.place = new Place(id);
    }
    this.failures = 0;
    this.admission = new Admission(id, secret, this.config.login);
    this.connect();
  }

  signOut() {
    if (this.link === 'on') {
      // A host of a cluster would else wait for the user to come back.
      this.place.leave(this.connection);
    }
    this.place = new Place('');
    this.admission = null;
    this.stop('out', null);
  }

  /** @param {number} room */
  enter(room) {
    this.notice = null;
    this.place.enter(room, this.connection);
    this.changed();
  }

  leave() {
    this.place.leave(this.connection);
    this.changed();
  }

  get canSay() {
    return this.link === 'on' && this.place.canSay;
  }

  /** @param {string} text */
  say(text) {
    this.place.say(text, this.connection);
    this.changed();
  }

  /** Sends a message again that did not get through. @param {number} id */
  sayAgain(id) {
    const text = this.place.outbox.drop(id);
    if (text !== undefined) {
      this.say(text);
    }
  }

  /** @param {number} id of a message that did not get through */
  forget(id) {
    this.place.outbox.drop(id);
    this.changed();
  }

  /** The user asks for it, or the network is back. */
  connectNow() {
    if (this.link === 'waiting' || this.link === 'ended') {
      this.connect();
    }
  }

  /** The user looks at the page again: a telephone may have lost its connection without a word. */
  check() {
    if (this.link === 'on') {
      this.connection.ping();
    }
  }

  connect() {
    this.stop('connecting', this.notice);
    const connection = new Connection(this.config.address, {
      opened: () => this.admission.begin(connection, this.place.room),
      packet: packet => this.received(packet),
      roundTrip: millis => this.answered(millis),
      closed: (code, reason) => this.lost(closing(code, reason)),
    });
    this.connection = connection;
  }

  /** @param {number} millis from a ping to its answer */
  answered(millis) {
    if (this.link === 'on') {
      this.roundTrip = millis;
    } else {
      this.decide(this.admission.pinged(this.connection));
    }
    this.changed();
  }

  received(packet) {
    this.decide(this.admission.received(packet, this.connection));
    const refused = this.place.received(packet, this.connection);
    if (refused !== null) {
      this.notLetIn(refused);
    }
    this.changed();
  }

  /** @param {?import('./admission.js').Outcome} outcome */
  decide(outcome) {
    if (outcome?.verdict === 'refused') {
      this.stop('out', outcome.why);
    } else if (outcome?.verdict === 'later') {
      this.lost({why: outcome.why, again: 'soon'});
    } else if (outcome) {
      this.link = 'on';
      this.notice = outcome.why ?? null;
      this.connectedAt = Date.now();
      this.connection.ready();
      this.goOn(outcome);
    }
  }

  /** @param {import('./admission.js').Outcome} outcome */
  goOn({room, replay}) {
    if (room === 'resumed') {
      this.place.resume(replay, this.connection);
    } else if (room === 'gap') {
      this.place.resumeWithGap();
    } else if (room === 'left') {
      this.place.forget();
    } else if (this.place.room !== null) {
      this.place.enter(this.place.room, this.connection);
    }
  }

  /** @param {number} result of a request to enter */
  notLetIn(result) {
    if (result === ENTER_ROOM_BACKEND_UNAVAILABLE && this.place.awaySince !== null) {
      this.lost({why: refusal(result), again: 'soon'});
    } else {
      this.place.forget();
      this.notice = refusal(result);
    }
  }

  /** The connection has ended, or is of no use. @param {import('./closing.js').Closing} why */
  lost(closed) {
    const {again} = closed;
    const why = this.toTell(closed.why);
    if (this.link === 'on' && Date.now() - this.connectedAt > GOOD_AFTER_MILLIS) {
      this.failures = 0;
    }
    this.failures++;
    this.place.lost();
    if (!this.admission.wasIn) {
      this.stop('out', why);
    } else if (!this.admission.canReturn) {
      this.stop('out', {key: 'signin.tokenUsed'});
    } else if (again === 'asked') {
      this.stop('ended', why);
    } else {
      this.wait(again === 'later' ? later() : backoff(this.failures), why);
    }
  }

  /**
   * What to tell the user. Why the connection ended stays true while the page fails to connect again; that a server cannot be
   * reached says less.
   * @param {import('./texts.js').Text} why
   */
  toTell(why) {
    const isFailedAttempt = this.link === 'connecting' && why.key === 'closed.lost';
    return isFailedAttempt && this.notice !== null ? this.notice : why;
  }

  /** @param {number} millis @param {import('./texts.js').Text} why */
  wait(millis, why) {
    this.stop('waiting', why);
    this.retryAt = Date.now() + millis;
    this.retry = setTimeout(() => this.connect(), millis);
  }

  /** Ends what is under way. @param {Link} link @param {?import('./texts.js').Text} notice */
  stop(link, notice) {
    clearTimeout(this.retry);
    this.connection?.close();
    this.connection = null;
    this.roundTrip = null;
    this.link = link;
    this.notice = notice;
    this.changed();
  }
}

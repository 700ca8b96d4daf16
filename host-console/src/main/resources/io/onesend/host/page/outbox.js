/** The user's own messages until the room has heard them. */

import {CHAT_BACKEND_UNAVAILABLE, NONE, refusal} from './results.js';

/** Messages that may be without an answer at a time. */
export const MOST_UNANSWERED = 20;

/**
 * sending: not answered yet; refused: the server said so; unsure: the connection was lost before the answer
 *
 * @typedef {{id: number, text: string, fate: 'sending' | 'refused' | 'unsure', why?: import('./texts.js').Text}} Pending
 */
export class Outbox {
  constructor() {
    /** @type {Pending[]} in the order of their sending */
    this.pending = [];
    this.sent = 0;
    this.begin();
  }

  /** The user has entered a room: own messages are counted from here. */
  begin() {
    this.accepted = 0;
    this.heard = 0;
    // Something was missed, or a message was refused that may yet be heard.
    this.uncertain = false;
  }

  get isFull() {
    return this.pending.filter(message => message.fate === 'sending').length >= MOST_UNANSWERED;
  }

  /** @param {string} text */
  add(text) {
    this.sent++;
    this.pending = [...this.pending, {id: this.sent, text, fate: 'sending'}];
  }

  /** The server has answered the first message that waits for it. @param {number} result */
  answered(result) {
    const message = this.pending.find(({fate}) => fate === 'sending');
    if (!message) {
      return;
    }
    if (result === NONE) {
      this.accepted++;
      this.drop(message.id);
    } else {
      this.uncertain ||= result === CHAT_BACKEND_UNAVAILABLE;
      this.replace(message, {...message, fate: 'refused', why: refusal(result)});
    }
  }

  /** The room has heard a message of the user's. */
  heardOwn() {
    this.heard++;
  }

  /** Events are missing for good. */
  missed() {
    this.uncertain = true;
  }

  /** The connection is lost. */
  lost() {
    this.pending = this.pending.map(message => (message.fate === 'sending' ? {...message, fate: 'unsure'} : message));
  }

  /**
   * All that was missed has been heard. Those of the user's messages that were not answered and are not among it have not
   * reached the room and never will: it is safe to send them again.
   *
   * @returns {string[]} these, in their order
   */
  resumed() {
    const unsure = this.pending.filter(({fate}) => fate === 'unsure');
    const said = this.heard - this.accepted;
    if (this.uncertain || said < 0 || said > unsure.length) {
      return [];
    }
    this.accepted = this.heard;
    this.pending = this.pending.filter(({fate}) => fate !== 'unsure');
    return unsure.slice(said).map(({text}) => text);
  }

  /** @param {number} id @returns {string | undefined} its text */
  drop(id) {
    const message = this.pending.find(other => other.id === id);
    this.pending = this.pending.filter(other => other !== message);
    return message?.text;
  }

  replace(message, other) {
    this.pending = this.pending.map(entry => (entry === message ? other : entry));
  }
}

/** What a host of a cluster asks for to resume a session: who the user is, and what the page has heard of the room. */

import {NO_ROOM} from './protocol.js';

export class Ticket {
  /**
   * @param {string} userId
   * @param {string} token
   */
  constructor(userId, token) {
    this.userId = userId;
    this.token = token;
    /** @type {?{offset: bigint, tag: bigint}} null: in no room */
    this.position = null;
  }

  /** @param {?number} room @returns {Object<string, any>} the fields of a RESUME_REQUEST */
  request(room) {
    const {userId, token, position} = this;
    return position === null || room === null
      ? {userId, token, roomNumber: NO_ROOM, offset: 0n, tag: 0n}
      : {userId, token, roomNumber: room, offset: position.offset, tag: position.tag};
  }
}

/** The user's place in a room, which outlives connections: what was heard, what was said, and what may be missing. */

import {Outbox} from './outbox.js';
import {NONE} from './results.js';
import {Room} from './room.js';

/** @typedef {import('./connection.js').Connection} Connection */

export class Place {
  /** @param {string} userId the user's own */
  constructor(userId) {
    this.userId = userId;
    /** @type {?number} the room that the user wants to be in */
    this.room = null;
    this.isInRoom = false;
    /** @type {?Date} since when the room was not heard */
    this.awaySince = null;
    /** @type {?number} events of a resumed session that are still to come; null: none is */
    this.replay = null;
    this.view = new Room(userId);
    this.outbox = new Outbox();
  }

  get canSay() {
    return this.isInRoom && this.replay === null && !this.outbox.isFull;
  }

  /** @param {number} room @param {Connection} connection */
  enter(room, connection) {
    this.room = room;
    connection.send('ROOM_ENTER_REQUEST', {roomNumber: room});
  }

  /** Leaves for good: what was said is forgotten. @param {Connection} connection */
  leave(connection) {
    if (this.isInRoom) {
      connection.send('ROOM_LEAVE_REQUEST');
    }
    this.forget();
  }

  forget() {
    this.room = null;
    this.isInRoom = false;
    this.awaySince = null;
    this.replay = null;
    this.view = new Room(this.userId);
    this.outbox = new Outbox();
  }

  /** @param {string} text @param {Connection} connection */
  say(text, connection) {
    this.outbox.add(text);
    connection.send('ROOM_CHAT_REQUEST', {message: text});
  }

  /** The connection is lost. */
  lost() {
    if (this.isInRoom) {
      this.awaySince = new Date();
    }
    this.isInRoom = false;
    this.replay = null;
    this.outbox.lost();
  }

  /**
   * The session goes on in its room.
   *
   * @param {number} replay so many events follow that were missed
   * @param {Connection} connection
   */
  resume(replay, connection) {
    this.isInRoom = this.room !== null;
    this.replay = replay;
    this.endReplay(connection);
  }

  /** The session goes on in its room, with a gap that the next packets tell of. */
  resumeWithGap() {
    this.isInRoom = this.room !== null;
    this.awaySince = null;
  }

  /**
   * @param {{name: string, [field: string]: any}} packet
   * @param {Connection} connection
   * @returns {?number} the result if the server does not let the user into the room
   */
  received(packet, connection) {
    if (packet.name === 'ROOM_ENTER_RESPONSE') {
      return this.entered(packet.result);
    }
    // A room that was left may be heard until the server knows.
    if (this.isInRoom) {
      this.inRoom(packet, connection);
    }
    return null;
  }

  entered(result) {
    if (result !== NONE) {
      return result;
    }
    this.isInRoom = true;
    this.outbox.begin();
    this.view.entered();
    if (this.awaySince !== null) {
      this.view.away(this.awaySince);
      this.awaySince = null;
    }
    return null;
  }

  inRoom(packet, connection) {
    switch (packet.name) {
      case 'ROOM_USER_LIST_NOTIFY':
        this.view.listed(packet);
        break;
      case 'ROOM_NEW_USER_NOTIFY':
        this.view.joined(packet);
        this.countReplay(connection);
        break;
      case 'ROOM_LEAVE_USER_NOTIFY':
        this.view.left(packet);
        this.countReplay(connection);
        break;
      case 'ROOM_CHAT_NOTIFY':
        if (this.view.said(packet)) {
          this.outbox.heardOwn();
        }
        this.countReplay(connection);
        break;
      case 'ROOM_CHAT_RESPONSE':
        this.outbox.answered(packet.result);
        break;
      case 'ROOM_HISTORY_NOTIFY':
        this.view.history(packet);
        break;
      case 'ROOM_GAP_NOTIFY':
        this.outbox.missed();
        this.view.gap(packet);
        break;
      default:
    }
  }

  countReplay(connection) {
    if (this.replay !== null) {
      this.replay--;
      this.endReplay(connection);
    }
  }

  /** Messages that have surely not reached the room are sent again. */
  endReplay(connection) {
    if (this.replay === null || this.replay > 0) {
      return;
    }
    this.replay = null;
    if (this.awaySince !== null) {
      this.awaySince = null;
      this.view.happened({key: 'room.resumed'});
    }
    this.outbox.resumed().forEach(text => this.say(text, connection));
  }
}

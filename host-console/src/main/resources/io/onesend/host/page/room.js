/** What the user sees of a room: who is in it, and what has happened since the user came. */

/** Older lines are dropped. */
export const MOST_LINES = 500;

/** Who the server's own messages are from. Nobody can sign in by this id. */
const SERVER = '*';

/** Why events are missing: the numbers of a ROOM_GAP_NOTIFY. */
const GAPS = {1: 'gap.trimmed', 2: 'gap.rewritten', 3: 'gap.lost', 4: 'gap.uncertain'};

/**
 * @typedef {{id: number, kind: 'said', from: string, text: string, own: boolean, at: ?Date, follows: boolean}} Said at: null for a
 *     message older than the entry; follows: on one of the same sender
 * @typedef {{id: number, kind: 'notice', text: string, at: Date}} Notice of the server
 * @typedef {{id: number, kind: 'event' | 'gap', text: import('./texts.js').Text, at: Date}} Happening
 */
export class Room {
  /** @param {string} userId the user's own */
  constructor(userId) {
    this.userId = userId;
    /** @type {Map<bigint, string>} user ids by number, in the order of their entry */
    this.members = new Map();
    /** @type {Array<Said | Notice | Happening>} */
    this.lines = [];
    this.count = 0;
    this.older = 0;
  }

  /** The user has entered; the list of members follows. */
  entered() {
    this.members = new Map();
    this.older = 0;
  }

  /** @param {{users: Array<[bigint, string]>}} packet a part of the list of members */
  listed({users}) {
    users.forEach(([number, userId]) => this.members.set(number, userId));
  }

  /** @param {{userUniqueId: bigint, userId: string}} packet */
  joined({userUniqueId, userId}) {
    this.members.set(userUniqueId, userId);
    this.happened({key: 'room.joined', values: {user: userId}});
  }

  /** @param {{userUniqueId: bigint}} packet */
  left({userUniqueId}) {
    const user = this.members.get(userUniqueId);
    this.members.delete(userUniqueId);
    this.happened(user === undefined ? {key: 'room.left.unknown'} : {key: 'room.left', values: {user}});
  }

  /** @param {{count: number}} packet so many of the next messages are older than the entry */
  history({count}) {
    this.older = count;
  }

  /**
   * @param {{userId: string, message: string}} packet
   * @returns {boolean} whether it is a message of the user's own, and not an older one
   */
  said({userId, message}) {
    const isOlder = this.older > 0;
    if (isOlder) {
      this.older--;
    }
    if (userId === SERVER) {
      this.add({kind: 'notice', text: message, at: new Date()});
      return false;
    }
    const own = userId === this.userId;
    const last = this.lines.at(-1);
    const follows = last?.kind === 'said' && last.from === userId && (last.at === null) === isOlder;
    this.add({kind: 'said', from: userId, text: message, own, at: isOlder ? null : new Date(), follows});
    return own && !isOlder;
  }

  /** Events of the room are missing for good. @param {{fromOffset: bigint, toOffset: bigint, reason: number}} packet */
  gap({fromOffset, toOffset, reason}) {
    const events = toOffset - fromOffset + 1n;
    const why = {key: GAPS[reason] ?? 'gap.lost'};
    // After a rewritten history nobody can count what is missing.
    this.add({
      kind: 'gap',
      text: events > 0n ? {key: 'gap.counted', values: {events, why}} : {key: 'gap.uncounted', values: {why}},
      at: new Date(),
    });
    this.members = new Map();
  }

  /** The user was away, and what was said meanwhile is not known. @param {Date} since */
  away(since) {
    this.add({kind: 'gap', text: {key: 'gap.away', values: {since}}, at: new Date()});
  }

  /** @param {import('./texts.js').Text} text */
  happened(text) {
    this.add({kind: 'event', text, at: new Date()});
  }

  /** @param {Object} line without a number */
  add(line) {
    this.count++;
    this.lines = [...this.lines, {id: this.count, ...line}].slice(-MOST_LINES);
  }
}

/** The lists of the page: what each asks for, and its columns. */

import {ageOf, bytesOf, durationOf, numberOf, whenOf} from './amounts.js';
import {safeText} from './safetext.js';

/**
 * @typedef {{
 *   name: string,
 *   of: (row: any, texts: import('./texts.js').Texts, now: number) => string,
 *   isNumber?: boolean,
 *   sort?: string,
 *   isRising?: boolean,
 *   isLong?: boolean,
 * }} Column now is by the server's clock; sort is what the server calls the order of this column, largest first unless it rises
 */

const text = value => (value === null || value === undefined ? '–' : safeText(String(value)));
const column = (name, of) => ({name, of});
const number = (name, of, sort) => ({name, of, isNumber: true, sort});
const plain = name => column(name, row => text(row[name]));
const count = (name, sort) => number(name, (row, texts) => numberOf(texts, row[name]), sort);
const bytes = (name, sort) => number(name, (row, texts) => bytesOf(texts, row[name]), sort);
const age = (name, member, sort) => number(name, (row, texts, now) => ageOf(texts, row[member], now), sort);

/**
 * @type {Object<string, {
 *   path: string,
 *   rows: (answer: any) => any[],
 *   key: (row: any) => string | number,
 *   sort?: string,
 *   filters?: string[],
 *   columns: Column[],
 *   actions: Object<string, (row: any) => Object<string, string>>,
 *   above?: string[],
 * }>} sort is the order of a list that nobody has sorted
 */
export const LISTS = {
  sessions: {
    path: '/sessions',
    rows: answer => answer.sessions,
    key: row => row.id,
    sort: 'age',
    filters: ['user', 'address'],
    columns: [
      column('id', row => `#${row.id}`), plain('user'), plain('room'), plain('address'), plain('door'),
      age('age', 'since', 'age'), age('silence', 'lastRead', 'silence'),
      bytes('bytesIn', 'bytes-in'), bytes('bytesOut', 'bytes-out'), bytes('queuedBytes', 'queued'),
      number('behind', (row, texts) => (row.behindMillis > 0 ? durationOf(texts, row.behindMillis / 1_000) : '–'), 'behind'),
    ],
    actions: {kick: row => ({who: row.user ?? `#${row.id}`}), ban: row => ({who: row.user ?? hostOf(row.address)})},
  },
  rooms: {
    path: '/rooms',
    rows: answer => answer.rooms,
    key: row => row.number,
    sort: 'users',
    columns: [
      {...column('room', row => text(row.number)), sort: 'number', isRising: true}, count('users', 'users'), count('here'),
      count('messages'), number('perSecond', (row, texts) => numberOf(texts, row.perSecond), 'rate'),
    ],
    actions: {notice: row => ({to: String(row.number)})},
  },
  users: {
    path: '/users',
    rows: answer => answer.users,
    key: row => row.user,
    filters: ['prefix'],
    columns: [plain('user'), plain('room'), plain('address'), column('id', row => `#${row.session}`), age('age', 'since')],
    actions: {kick: row => ({who: row.user}), ban: row => ({who: row.user})},
  },
  slow: {
    path: '/slow',
    rows: answer => answer,
    key: row => row.id,
    columns: [
      column('id', row => `#${row.id}`), plain('user'), plain('address'), age('lastSeen', 'lastSeen'),
      number('longest', (row, texts) => durationOf(texts, row.longestMillis / 1_000)), bytes('mostQueuedBytes'),
      column('outcome', (row, texts) => (row.end === null ? texts.say(row.waiting ? 'slow.waiting' : 'slow.reads') : text(row.end))),
    ],
    actions: {kick: row => ({who: row.user ?? `#${row.id}`})},
  },
  bans: {
    path: '/bans',
    rows: answer => answer.bans,
    key: row => row.who,
    columns: [
      plain('who'),
      column('until', (row, texts) => (row.until === null ? texts.say('ban.forGood') : whenOf(texts, row.until))),
      plain('by'), {...plain('reason'), isLong: true}, column('since', (row, texts) => whenOf(texts, row.since)),
    ],
    actions: {unban: row => ({who: row.who})},
    above: ['ban'],
  },
};

/** An address without its port. */
function hostOf(address) {
  return address.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
}

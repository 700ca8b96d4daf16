/** The lists of the page: what each asks for, and its columns. */

import {ageOf, bytesOf, durationOf, numberOf} from './amounts.js';
import {safeText} from './safetext.js';

const text = value => (value === null || value === undefined ? '–' : safeText(String(value)));

/** @typedef {{name: string, of: (row: any, texts: import('./texts.js').Texts) => string, isNumber?: boolean}} Column */

const column = (name, of) => ({name, of});
const number = (name, of) => ({name, of, isNumber: true});
const plain = name => column(name, row => text(row[name]));
const count = name => number(name, (row, texts) => numberOf(texts, row[name]));
const bytes = name => number(name, (row, texts) => bytesOf(texts, row[name]));
const age = name => number(name, (row, texts) => ageOf(texts, row[name]));

/**
 * @type {Object<string, {
 *   path: string,
 *   rows: (answer: any) => any[],
 *   key: (row: any) => string | number,
 *   sorts?: string[],
 *   filters?: string[],
 *   columns: Column[],
 *   actions: Object<string, (row: any) => Object<string, string>>,
 *   above?: string[],
 * }>}
 */
export const LISTS = {
  sessions: {
    path: '/sessions',
    rows: answer => answer.sessions,
    key: row => row.id,
    sorts: ['age', 'queued', 'behind', 'bytes-in', 'bytes-out', 'silence'],
    filters: ['user', 'address'],
    columns: [
      column('id', row => `#${row.id}`), plain('user'), plain('room'), plain('address'), plain('door'), age('since'),
      bytes('bytesIn'), bytes('bytesOut'), bytes('queuedBytes'),
      number('behind', (row, texts) => (row.behindMillis > 0 ? durationOf(texts, row.behindMillis / 1_000) : '–')),
    ],
    actions: {kick: row => ({who: row.user ?? `#${row.id}`}), ban: row => ({who: row.user ?? hostOf(row.address)})},
  },
  rooms: {
    path: '/rooms',
    rows: answer => answer.rooms,
    key: row => row.number,
    sorts: ['users', 'rate', 'number'],
    columns: [
      column('room', row => text(row.number)), count('users'), count('here'), count('messages'),
      number('perSecond', (row, texts) => numberOf(texts, row.perSecond)),
    ],
    actions: {notice: row => ({to: String(row.number)})},
  },
  users: {
    path: '/users',
    rows: answer => answer.users,
    key: row => row.user,
    filters: ['prefix'],
    columns: [plain('user'), plain('room'), plain('address'), column('id', row => `#${row.session}`), age('since')],
    actions: {kick: row => ({who: row.user}), ban: row => ({who: row.user})},
  },
  slow: {
    path: '/slow',
    rows: answer => answer,
    key: row => row.id,
    columns: [
      column('id', row => `#${row.id}`), plain('user'), plain('address'), age('lastSeen'),
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
      plain('by'), plain('reason'), age('since'),
    ],
    actions: {unban: row => ({who: row.who})},
    above: ['ban'],
  },
};

/** An address without its port. */
function hostOf(address) {
  return address.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
}

function whenOf(texts, instant) {
  return new Date(instant).toLocaleString(texts.language, {dateStyle: 'medium', timeStyle: 'short'});
}

/** The packets of the chat: one table, and from it their bytes. content-chat's README describes them. */

import {MalformedPacket, Reader, Writer, fixedText, i16, i32, i64, list, rest, text8, u16, u32, u8} from './bytes.js';

/** The longest user id, password or token, and the longest message, in bytes of UTF-8. */
export const MAX_NAME_BYTES = 32;
export const MAX_MESSAGE_BYTES = 256;

/** What a client may ask for by a FEATURES_REQUEST: bits. */
export const POSITIONS = 1;
export const RESUME = 2;

/** The room number of a user who is in no room. */
export const NO_ROOM = -1;

const HEADER_BYTES = 5;

const name = fixedText(MAX_NAME_BYTES + 1);
const message = fixedText(MAX_MESSAGE_BYTES + 1);
const hostName = fixedText(65);

/** @type {Array<[number, string, Object<string, import('./bytes.js').Field>]>} id, name, fields in their order */
const PACKETS = [
  [1, 'DEV_ECHO', {body: rest}],
  [2, 'PING', {number: i16}],
  [3, 'PONG', {number: i16}],
  [201, 'LOGIN_REQUEST', {userId: name, password: name}],
  [202, 'LOGIN_RESPONSE', {result: u16}],
  [206, 'ROOM_ENTER_REQUEST', {roomNumber: i32}],
  [207, 'ROOM_ENTER_RESPONSE', {result: i16}],
  [208, 'ROOM_NEW_USER_NOTIFY', {userUniqueId: i64, userId: text8}],
  [209, 'ROOM_USER_LIST_NOTIFY', {users: list(i64, text8)}],
  [215, 'ROOM_LEAVE_REQUEST', {}],
  [216, 'ROOM_LEAVE_RESPONSE', {result: i16}],
  [217, 'ROOM_LEAVE_USER_NOTIFY', {userUniqueId: i64}],
  [221, 'ROOM_CHAT_REQUEST', {message}],
  [222, 'ROOM_CHAT_RESPONSE', {result: i16}],
  [223, 'ROOM_CHAT_NOTIFY', {userId: name, message}],
  [231, 'FEATURES_REQUEST', {version: u8, features: u32, history: u8}],
  [232, 'FEATURES_RESPONSE', {features: u32, history: u8, windowSeconds: u32}],
  [233, 'SESSION_TOKEN_NOTIFY', {token: name}],
  [234, 'RESUME_REQUEST', {userId: name, token: name, roomNumber: i32, offset: i64, tag: i64}],
  [235, 'RESUME_RESPONSE', {result: i16, replay: u32}],
  [236, 'ROOM_POSITION_NOTIFY', {offset: i64, tag: i64}],
  [237, 'ROOM_GAP_NOTIFY', {roomNumber: i32, fromOffset: i64, toOffset: i64, reason: u8}],
  [238, 'ROOM_HISTORY_NOTIFY', {count: u16}],
  [239, 'MOVE_NOTIFY', {host: hostName, port: u16, afterMillis: u32}],
];

const ROWS = PACKETS.map(([id, packetName, fields]) => ({id, name: packetName, fields: Object.entries(fields)}));
const BY_ID = new Map(ROWS.map(row => [row.id, row]));
const BY_NAME = new Map(ROWS.map(row => [row.name, row]));

/**
 * The bytes of a packet.
 *
 * @param {string} packetName
 * @param {Object<string, any>} [values] of its fields
 * @returns {Uint8Array}
 */
export function encode(packetName, values = {}) {
  const row = BY_NAME.get(packetName);
  const length = row.fields.reduce((sum, [key, field]) => sum + field.size(values[key]), HEADER_BYTES);
  const writer = new Writer(length);
  u16.write(writer, length);
  u16.write(writer, row.id);
  u8.write(writer, 0);
  row.fields.forEach(([key, field]) => field.write(writer, values[key]));
  return writer.bytes;
}

/**
 * The bytes of each packet in a message of the WebSocket. Those that belong together may come in one.
 *
 * @param {Uint8Array} message
 * @returns {Uint8Array[]}
 */
export function split(message) {
  const reader = new Reader(message);
  const packets = [];
  while (reader.left > 0) {
    const start = reader.at;
    const length = u16.read(reader);
    if (length < HEADER_BYTES) {
      throw new MalformedPacket('a length that is shorter than the header');
    }
    reader.at = start;
    packets.push(reader.take(length));
  }
  return packets;
}

/**
 * The packet in these bytes: its name and the values of its fields. Null for an id that this page does not know: servers of
 * later versions may send one.
 *
 * @param {Uint8Array} bytes
 * @returns {?{name: string, [field: string]: any}}
 */
export function decode(bytes) {
  const reader = new Reader(bytes);
  if (u16.read(reader) !== bytes.length) {
    throw new MalformedPacket('the length in the header is another one');
  }
  const row = BY_ID.get(u16.read(reader));
  if (u8.read(reader) !== 0) {
    throw new MalformedPacket('a packet of a type that is not defined');
  }
  if (!row) {
    return null;
  }
  const packet = {name: row.name};
  row.fields.forEach(([key, field]) => (packet[key] = field.read(reader)));
  if (reader.left > 0) {
    throw new MalformedPacket('the packet is too long');
  }
  return packet;
}

// A member of room 0 on the library ws (Debian's node-ws). Arguments: the address of the WebSocket, and a user id.
//
// It says one text, waits until another member says "over", and tries what clients may do and may not. Each step prints a line.
'use strict';

const assert = require('assert');
const WebSocket = require('ws');

const [address, user] = process.argv.slice(2);
const LONGEST = 4096;
const SUCCESS = Buffer.alloc(2);

function packet(number, body = Buffer.alloc(0)) {
  const head = Buffer.alloc(5);
  head.writeUInt16LE(5 + body.length, 0);
  head.writeUInt16LE(number, 2);
  return Buffer.concat([head, body]);
}

function chars(size, text) {
  const field = Buffer.alloc(size);
  field.write(text);
  return field;
}

/** A connection whose messages can be awaited. */
class Client {
  constructor() {
    this.socket = new WebSocket(address);
    this.messages = [];
    this.socket.on('message', (message, isBinary) => {
      assert(isBinary);
      assert.strictEqual(message.readUInt16LE(0), message.length);
      this.messages.push(message);
      this.socket.emit('packet');
    });
    this.closed = new Promise((resolve) => this.socket.once('close', (code) => resolve(code)));
  }

  once(event) {
    return new Promise((resolve, reject) => {
      this.socket.once(event, resolve);
      this.socket.once('error', reject);
    });
  }

  async receive(number) {
    for (;;) {
      while (this.messages.length > 0) {
        const message = this.messages.shift();
        if (message.readUInt16LE(2) === number) {
          return message.subarray(5);
        }
      }
      await this.once('packet');
    }
  }

  fragments(...parts) {
    parts.forEach((part, at) => this.socket.send(part, { fin: at === parts.length - 1, binary: true }));
  }
}

async function chat(client) {
  client.socket.send(packet(201, Buffer.concat([chars(33, user), chars(33, 'pw')])));
  assert.deepStrictEqual(await client.receive(202), SUCCESS);
  client.socket.send(packet(206, Buffer.alloc(4)));
  assert.deepStrictEqual(await client.receive(207), SUCCESS);
  const said = packet(221, chars(257, '안녕 from ' + user));
  client.fragments(said.subarray(0, 3), said.subarray(3, 7), said.subarray(7, 100), said.subarray(100));
  assert.deepStrictEqual(await client.receive(222), SUCCESS);
  console.log('said');
  while ((await client.receive(223)).toString('utf8', 33).replace(/\0+$/, '') !== 'over');
  console.log('heard');
}

async function echo(client) {
  const longest = packet(1, Buffer.from(Array.from({ length: LONGEST - 5 }, (_, at) => at & 0xff)));
  client.socket.send(longest);
  assert.deepStrictEqual(await client.receive(1), longest.subarray(5));
  const parts = [];
  for (let at = 0; at < LONGEST; at += 100) {
    parts.push(longest.subarray(at, at + 100));
  }
  client.fragments(...parts);
  assert.deepStrictEqual(await client.receive(1), longest.subarray(5));
  console.log('echoed');
}

async function ping(client) {
  for (const payload of [Buffer.alloc(0), Buffer.from('are you there?'), Buffer.alloc(125)]) {
    client.socket.ping(payload);
    assert.deepStrictEqual(await client.once('pong'), payload);
  }
  console.log('pinged');
}

async function closedFor(message, code) {
  const client = new Client();
  await client.once('open');
  client.socket.send(message);
  assert.strictEqual(await client.closed, code);
  assert.deepStrictEqual(client.messages, []);
  console.log('closed with ' + code);
}

async function main() {
  const client = new Client();
  await client.once('open');
  assert.strictEqual(client.socket.extensions, '', 'nothing is compressed');
  await chat(client);
  await echo(client);
  await ping(client);
  client.socket.close(3001, 'bye');
  assert.strictEqual(await client.closed, 3001);
  console.log('closed with 3001');
  await closedFor('text', 1003);
  await closedFor(Buffer.alloc(0), 1007);
  await closedFor(Buffer.alloc(LONGEST + 1), 1009);
}

main().catch((failed) => {
  console.error(failed);
  process.exit(1);
});

// A chat server as one writes it with the library ws: login, enter and chat of the protocol; every login is granted. It prints its
// port, and ends with its standard input.
'use strict';

const { WebSocketServer } = require('ws');

const LOGIN = 201;
const ENTER = 206;
const CHAT = 221;
const NOTIFY = 223;
const ID_BYTES = 33;

const rooms = new Map();

function packet(number, ...body) {
  const whole = Buffer.concat([Buffer.alloc(5), ...body]);
  whole.writeUInt16LE(whole.length, 0);
  whole.writeUInt16LE(number, 2);
  return whole;
}

function granted(request) {
  return packet(request + 1, Buffer.alloc(2));
}

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });

server.on('connection', (socket) => {
  let user = Buffer.alloc(ID_BYTES);
  let room = new Set();
  socket.on('message', (message) => {
    const number = message.readUInt16LE(2);
    if (number === LOGIN) {
      user = message.subarray(5, 5 + ID_BYTES);
    } else if (number === ENTER) {
      const index = message.readInt32LE(5);
      if (!rooms.has(index)) {
        rooms.set(index, new Set());
      }
      room = rooms.get(index);
      room.add(socket);
    } else if (number === CHAT) {
      const said = packet(NOTIFY, user, message.subarray(5));
      for (const member of room) {
        member.send(said);
      }
    }
    socket.send(granted(number));
  });
  socket.on('close', () => room.delete(socket));
});

server.on('listening', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit());
process.stdin.resume();

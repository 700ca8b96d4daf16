/** One connection: packets over a WebSocket, and how long the server takes to answer. */

import {NOT_UNDERSTOOD, SILENT} from './closing.js';
import {MalformedPacket} from './bytes.js';
import {decode, encode, split} from './protocol.js';

const PING_EVERY_MILLIS = 10_000;

/** A server that is silent for so long is taken for lost. */
const ANSWER_WITHIN_MILLIS = 15_000;

const NORMAL = 1000;
const LARGEST_NUMBER = 32_767;

/**
 * @typedef {{
 *   opened: () => void,
 *   packet: (packet: {name: string, [field: string]: any}) => void,
 *   roundTrip: (millis: number) => void,
 *   closed: (code: number, reason: string) => void,
 * }} Listener closed is called once, last, unless the page itself has closed the connection
 */
export class Connection {
  /**
   * @param {string | URL} address
   * @param {Listener} listener
   */
  constructor(address, listener) {
    this.listener = listener;
    this.pings = 0;
    this.pingSent = null;
    this.pinging = null;
    this.isReleased = false;
    this.socket = new WebSocket(address);
    this.socket.binaryType = 'arraybuffer';
    this.socket.onopen = () => this.listener.opened();
    this.socket.onmessage = event => this.received(event.data);
    this.socket.onclose = event => this.end(event.code, event.reason);
    this.expectAnswer();
  }

  /**
   * @param {string} name of the packet
   * @param {Object<string, any>} [values] of its fields
   */
  send(name, values) {
    this.socket.send(encode(name, values));
  }

  /** The server has let the user in: from now on it is asked regularly whether it is there. */
  ready() {
    clearTimeout(this.deadline);
    this.pinging ??= setInterval(() => this.ping(), PING_EVERY_MILLIS);
    this.ping();
  }

  /** Asks whether the server is there, unless that is asked already. */
  ping() {
    if (this.pingSent !== null) {
      return;
    }
    this.pings = (this.pings + 1) % LARGEST_NUMBER;
    this.pingSent = performance.now();
    this.send('PING', {number: this.pings});
    this.expectAnswer();
  }

  /** Closes without telling the listener. */
  close() {
    this.release();
    this.socket.close(NORMAL);
  }

  /** @param {ArrayBuffer | string} data */
  received(data) {
    let packets;
    try {
      packets = split(new Uint8Array(data)).map(decode);
    } catch (failure) {
      if (!(failure instanceof MalformedPacket)) {
        throw failure;
      }
      this.abandon(NOT_UNDERSTOOD, failure.message);
      return;
    }
    packets.filter(packet => packet !== null).forEach(packet => this.deliver(packet));
  }

  deliver(packet) {
    if (packet.name === 'PONG') {
      this.pong(packet.number);
    } else if (!this.isReleased) {
      this.listener.packet(packet);
    }
  }

  /** @param {number} number */
  pong(number) {
    if (this.pingSent !== null && number === this.pings) {
      clearTimeout(this.deadline);
      const millis = performance.now() - this.pingSent;
      this.pingSent = null;
      this.listener.roundTrip(millis);
    }
  }

  expectAnswer() {
    clearTimeout(this.deadline);
    this.deadline = setTimeout(() => this.abandon(SILENT, 'silent'), ANSWER_WITHIN_MILLIS);
  }

  /** Goes on without the end of the WebSocket, which a silent server can delay. */
  abandon(code, reason) {
    this.socket.close(code, reason);
    this.end(code, '');
  }

  end(code, reason) {
    this.release();
    this.listener.closed(code, reason);
  }

  release() {
    this.isReleased = true;
    clearTimeout(this.deadline);
    clearInterval(this.pinging);
    this.socket.onopen = null;
    this.socket.onmessage = null;
    this.socket.onclose = null;
  }
}

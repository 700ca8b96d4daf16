// A WebSocket whose server lets everybody in, and ends connections as the test says. It stands in place of the browser's.

{
  const HEADER_BYTES = 5;
  const LOGIN_REQUEST = 201;
  const ROOM_ENTER_REQUEST = 206;
  const PING = 2;

  const answer = (id, ...body) => Uint8Array.from([HEADER_BYTES + body.length, 0, id, 0, 0, ...body]).buffer;

  window.sockets = [];

  window.WebSocket = class {
    constructor() {
      this.opened = Date.now();
      window.sockets.push(this);
      setTimeout(() => this.onopen?.());
    }

    send(packet) {
      const id = packet[2];
      if (id === LOGIN_REQUEST || id === ROOM_ENTER_REQUEST) {
        this.deliver(answer(id + 1, 0, 0));
      } else if (id === PING && !window.isSilent) {
        this.deliver(answer(id + 1, packet[5], packet[6]));
      }
    }

    deliver(data) {
      setTimeout(() => this.onmessage?.({data}));
    }

    close(code) {
      this.closedByPage ??= code;
    }

    end(code, reason) {
      this.onclose({code, reason});
    }
  };
}

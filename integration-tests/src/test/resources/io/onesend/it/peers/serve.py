"""A WebSocket server on Debian's python3-websockets, which clients are tried with. It prints its port, and how each connection ends.

It sends binary messages back as they are. A few ask for something else: those of ASKED.
"""

import asyncio

import websockets


async def answer_in_fragments(socket):
    # A list is a message in fragments.
    await socket.send([b"in ", b"three ", b"frames"])


async def answer_after_a_ping(socket):
    await asyncio.wait_for(await socket.ping(b"are you there?"), 10)
    await socket.send(b"there")


async def answer_with_text(socket):
    await socket.send("text")


async def close(socket):
    await socket.close(3001, "enough")


ASKED = {b"fragments": answer_in_fragments, b"ping": answer_after_a_ping, b"text": answer_with_text, b"close": close}


async def serve(socket):
    try:
        while True:
            message = await socket.recv()
            assert isinstance(message, bytes), message
            await ASKED.get(message, lambda same: same.send(message))(socket)
    except websockets.ConnectionClosed:
        print("closed with %d %s" % (socket.close_code, socket.close_reason))


async def main():
    async with websockets.serve(serve, "127.0.0.1", 0) as server:
        print(server.sockets[0].getsockname()[1])
        await asyncio.Future()


asyncio.run(main())

"""A member of room 0 on Debian's python3-websockets. Arguments: the address of the WebSocket, and a user id.

It says one text, waits until another member says "over", and tries what clients may do and may not. Each step prints a line.
"""

import asyncio
import struct
import sys

import websockets

ADDRESS, USER = sys.argv[1:3]
LONGEST = 4096


def packet(number, body=b""):
    return struct.pack("<HHB", 5 + len(body), number, 0) + body


def chars(size, text):
    return text.encode().ljust(size, b"\0")


def number_of(message):
    return struct.unpack_from("<H", message, 2)[0]


async def receive(socket, number):
    while True:
        message = await socket.recv()
        assert isinstance(message, bytes), message
        assert struct.unpack_from("<H", message)[0] == len(message), message
        if number_of(message) == number:
            return message[5:]


async def chat(socket):
    await socket.send(packet(201, chars(33, USER) + chars(33, "pw")))
    assert await receive(socket, 202) == b"\0\0"
    await socket.send(packet(206, struct.pack("<i", 0)))
    assert await receive(socket, 207) == b"\0\0"
    said = packet(221, chars(257, "안녕 from " + USER))
    # A list is a message in fragments.
    await socket.send([said[:3], said[3:7], said[7:100], said[100:]])
    assert await receive(socket, 222) == b"\0\0"
    print("said")
    text = b""
    while text != b"over":
        text = (await receive(socket, 223))[33:].rstrip(b"\0")
    print("heard")


async def echo(socket):
    longest = packet(1, bytes(range(256)) * 15 + bytes(LONGEST - 5 - 15 * 256))
    await socket.send(longest)
    assert await receive(socket, 1) == longest[5:]
    await socket.send([longest[at : at + 100] for at in range(0, LONGEST, 100)])
    assert await receive(socket, 1) == longest[5:]
    print("echoed")


async def ping(socket):
    for payload in (b"", b"are you there?", bytes(125)):
        await asyncio.wait_for(await socket.ping(payload), 10)
    print("pinged")


async def closed_for(message, code):
    async with websockets.connect(ADDRESS) as socket:
        await socket.send(message)
        try:
            await asyncio.wait_for(socket.recv(), 10)
        except websockets.ConnectionClosed:
            assert socket.close_code == code, (socket.close_code, code)
        else:
            raise AssertionError("an answer instead of %d" % code)
    print("closed with %d" % code)


async def main():
    async with websockets.connect(ADDRESS) as socket:
        assert socket.extensions == [], "nothing is compressed"
        await chat(socket)
        await echo(socket)
        await ping(socket)
        await socket.close(3001, "bye")
        assert socket.close_code == 3001
        print("closed with 3001")
    await closed_for("text", 1003)
    await closed_for(b"", 1007)
    await closed_for(bytes(LONGEST + 1), 1009)


asyncio.run(asyncio.wait_for(main(), 60))

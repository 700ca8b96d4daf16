package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.onesend.network.WebSocketSettings;
import java.nio.ByteBuffer;

/**
 * What a session's packets stand in on the wire: nothing, or a WebSocket message each. A server does not mask what it sends, so
 * the bytes are the same for all its receivers.
 */
enum Framing {
    NONE(0),
    WEBSOCKET_BINARY(Framing.FINAL | Framing.BINARY),
    WEBSOCKET_TEXT(Framing.FINAL | Framing.TEXT);

    /** The longest header: that of a frame from 64 KiB on. */
    static final int MOST_HEADER_BYTES = 10;

    // The first byte of a frame, and what the second one says of lengths, in RFC 6455, section 5.2.
    static final int FINAL = 0x80;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int LENGTH_IN_TWO_BYTES = 126;
    static final int LENGTH_IN_EIGHT_BYTES = 127;

    private static final int MOST_IN_TWO_BYTES = 0xffff;

    private final byte firstByte;

    Framing(int firstByte) {
        this.firstByte = (byte) firstByte;
    }

    /** That of a WebSocket with these messages. */
    static Framing of(WebSocketSettings.Messages messages) {
        return messages == WebSocketSettings.Messages.TEXT ? WEBSOCKET_TEXT : WEBSOCKET_BINARY;
    }

    boolean isWebSocket() {
        return this != NONE;
    }

    /** The length of the header in front of a packet. */
    int headerBytes(int length) {
        if (this == NONE) {
            return 0;
        }
        if (length < LENGTH_IN_TWO_BYTES) {
            return 2;
        }
        return length <= MOST_IN_TWO_BYTES ? 4 : MOST_HEADER_BYTES;
    }

    /** The length of the longest packet that fits into this room with its header. */
    long longestPacketIn(long room) {
        if (this == NONE) {
            return room;
        }
        if (room - MOST_HEADER_BYTES > MOST_IN_TWO_BYTES) {
            return room - MOST_HEADER_BYTES;
        }
        long medium = Math.min(MOST_IN_TWO_BYTES, room - 4);
        return medium >= LENGTH_IN_TWO_BYTES ? medium : Math.max(0, Math.min(LENGTH_IN_TWO_BYTES - 1, room - 2));
    }

    /** Appends the header of a packet. */
    void appendHeader(int length, ByteBuf out) {
        int header = headerBytes(length);
        for (int i = 0; i < header; i++) {
            out.writeByte(headerByte(i, length, header));
        }
    }

    /** Puts the header of a packet at a position of a ring, whose length is a power of two, around its end if need be. */
    void putHeader(int length, ByteBuffer ring, long from) {
        int header = headerBytes(length);
        for (int i = 0; i < header; i++) {
            ring.put((int) (from + i) & ring.capacity() - 1, headerByte(i, length, header));
        }
    }

    private byte headerByte(int index, int length, int headerBytes) {
        if (index == 0) {
            return firstByte;
        }
        if (index > 1) {
            // The length in network byte order; only its last four bytes can be other than zero.
            int right = headerBytes - 1 - index;
            return right < Integer.BYTES ? (byte) (length >>> (Byte.SIZE * right)) : 0;
        }
        return (byte)
                switch (headerBytes) {
                    case 2 -> length;
                    case 4 -> LENGTH_IN_TWO_BYTES;
                    default -> LENGTH_IN_EIGHT_BYTES;
                };
    }
}

package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.onesend.network.WebSocketSettings;
import java.nio.ByteBuffer;

/**
 * What a session's packets stand in on the wire: nothing, or a WebSocket message each. A server does not mask what it sends, so
 * the bytes are the same for all its receivers. A client masks each frame with a key of its own, which ends the header.
 */
enum Framing {
    NONE(0, false),
    WEBSOCKET_BINARY(Framing.FINAL | Framing.BINARY, false),
    WEBSOCKET_TEXT(Framing.FINAL | Framing.TEXT, false),
    MASKED_BINARY(Framing.FINAL | Framing.BINARY, true),
    MASKED_TEXT(Framing.FINAL | Framing.TEXT, true);

    /** The longest header: that of a client's frame from 64 KiB on. */
    static final int MOST_HEADER_BYTES = 10 + WebSocketMask.KEY_BYTES;

    // The first byte of a frame, and what the second one says of lengths, in RFC 6455, section 5.2.
    static final int FINAL = 0x80;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int LENGTH_IN_TWO_BYTES = 126;
    static final int LENGTH_IN_EIGHT_BYTES = 127;

    /** The bit of the second byte that says that there is a key. */
    static final int MASKED = 0x80;

    private static final int MOST_IN_TWO_BYTES = 0xffff;
    private static final int MOST_LENGTH_BYTES = 10;

    private final byte firstByte;
    private final boolean masked;
    private final int keyBytes;

    Framing(int firstByte, boolean masked) {
        this.firstByte = (byte) firstByte;
        this.masked = masked;
        this.keyBytes = masked ? WebSocketMask.KEY_BYTES : 0;
    }

    /** That of a WebSocket with these messages. */
    static Framing of(WebSocketSettings.Messages messages) {
        return messages == WebSocketSettings.Messages.TEXT ? WEBSOCKET_TEXT : WEBSOCKET_BINARY;
    }

    /** That of a client's WebSocket with these messages. */
    static Framing ofClient(WebSocketSettings.Messages messages) {
        return messages == WebSocketSettings.Messages.TEXT ? MASKED_TEXT : MASKED_BINARY;
    }

    boolean isWebSocket() {
        return this != NONE;
    }

    /** Whether this side is the client, which masks what it sends. */
    boolean isMasked() {
        return masked;
    }

    /** Whether a message is a text. */
    boolean isText() {
        return this == WEBSOCKET_TEXT || this == MASKED_TEXT;
    }

    /** The length of the header in front of a packet. */
    int headerBytes(int length) {
        return this == NONE ? 0 : bytesUpToLength(length) + keyBytes;
    }

    private static int bytesUpToLength(int length) {
        if (length < LENGTH_IN_TWO_BYTES) {
            return 2;
        }
        return length <= MOST_IN_TWO_BYTES ? 4 : MOST_LENGTH_BYTES;
    }

    /** The length of the longest packet that fits into this room with its header. */
    long longestPacketIn(long all) {
        if (this == NONE) {
            return all;
        }
        long room = all - keyBytes;
        if (room - MOST_LENGTH_BYTES > MOST_IN_TWO_BYTES) {
            return room - MOST_LENGTH_BYTES;
        }
        long medium = Math.min(MOST_IN_TWO_BYTES, room - 4);
        return medium >= LENGTH_IN_TWO_BYTES ? medium : Math.max(0, Math.min(LENGTH_IN_TWO_BYTES - 1, room - 2));
    }

    /** Appends the header of a packet, without the key. */
    void appendHeader(int length, ByteBuf out) {
        int header = this == NONE ? 0 : bytesUpToLength(length);
        for (int i = 0; i < header; i++) {
            out.writeByte(headerByte(i, length, header));
        }
    }

    /**
     * Puts the header of a packet, without the key, at a position of a ring, whose length is a power of two, around its end if need
     * be.
     */
    void putHeader(int length, ByteBuffer ring, long from) {
        int header = this == NONE ? 0 : bytesUpToLength(length);
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
        int inSecond = switch (headerBytes) {
            case 2 -> length;
            case 4 -> LENGTH_IN_TWO_BYTES;
            default -> LENGTH_IN_EIGHT_BYTES;
        };
        return (byte) (masked ? MASKED | inSecond : inSecond);
    }
}

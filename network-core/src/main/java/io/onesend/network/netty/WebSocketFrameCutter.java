package io.onesend.network.netty;

import java.nio.ByteBuffer;

/**
 * Finds where a WebSocket frame of the peer ends, and refuses one that RFC 6455 forbids, or that is too long, as soon as its header
 * is there. It works on the bytes as they were read, so a session's limits hold for frames that have begun too, and a message
 * costs no object.
 */
final class WebSocketFrameCutter extends InboundFrameCutter {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    /** The longest payload of a control frame, whatever the limit of messages. */
    static final int MOST_CONTROL_BYTES = 125;

    private static final int OPCODE = 0x0f;
    private static final int RESERVED = 0x70;
    private static final int LENGTH = 0x7f;
    private static final int MOST_HEADER_BYTES = 2 + Long.BYTES + WebSocketMask.KEY_BYTES;

    /** What the peer has to say of its mask: a client has one, a server has none. */
    private final int maskBit;

    /** @param ofClients whether the peer is a client */
    WebSocketFrameCutter(int maxMessageBytes, boolean ofClients) {
        super(Math.min(maxMessageBytes, Integer.MAX_VALUE - MOST_HEADER_BYTES));
        this.maskBit = ofClients ? Framing.MASKED : 0;
    }

    @Override
    int frameLength(ByteBuffer bytes, int from, int available, int looked) {
        if (available < 2) {
            return INCOMPLETE;
        }
        int second = bytes.get(from + 1);
        checkHead(bytes.get(from), second);
        int lengthBytes = lengthBytes(second);
        if (available < 2 + lengthBytes) {
            return INCOMPLETE;
        }
        long payload = lengthBytes == 0 ? second & LENGTH : longLength(bytes, from + 2, lengthBytes);
        if (payload > maxFrameBytes && !isControl(opcode(bytes, from))) {
            throw new WebSocketFault(
                    CloseCodes.TOO_BIG, "a frame of " + payload + " bytes; at most " + maxFrameBytes + " are allowed");
        }
        return headerBytes(second, lengthBytes) + (int) payload;
    }

    private void checkHead(int first, int second) {
        int opcode = first & OPCODE;
        if ((first & RESERVED) != 0) {
            throw new WebSocketFault(CloseCodes.PROTOCOL_ERROR, "a reserved bit is set");
        }
        if (opcode > BINARY && (opcode < CLOSE || opcode > PONG)) {
            throw new WebSocketFault(CloseCodes.PROTOCOL_ERROR, "the reserved opcode " + opcode);
        }
        if ((second & Framing.MASKED) != maskBit) {
            throw new WebSocketFault(
                    CloseCodes.PROTOCOL_ERROR,
                    maskBit == 0 ? "a frame of a server is masked" : "a frame of a client is not masked");
        }
        if (isControl(opcode) && (!isFinal(first) || (second & LENGTH) > MOST_CONTROL_BYTES)) {
            throw new WebSocketFault(CloseCodes.PROTOCOL_ERROR, "a control frame is fragmented or too long");
        }
    }

    private static long longLength(ByteBuffer bytes, int from, int lengthBytes) {
        long length = 0;
        for (int i = 0; i < lengthBytes; i++) {
            length = length << Byte.SIZE | (bytes.get(from + i) & 0xff);
        }
        long least = lengthBytes == Long.BYTES ? 0x10000 : MOST_CONTROL_BYTES + 1;
        if (length < least) {
            // Negative: the highest bit is set.
            throw new WebSocketFault(
                    CloseCodes.PROTOCOL_ERROR, "a length in more bytes than it needs, or than there may be");
        }
        return length;
    }

    private static int lengthBytes(int second) {
        return switch (second & LENGTH) {
            case Framing.LENGTH_IN_TWO_BYTES -> 2;
            case Framing.LENGTH_IN_EIGHT_BYTES -> Long.BYTES;
            default -> 0;
        };
    }

    // ---- what a whole frame says

    static int opcode(ByteBuffer bytes, int from) {
        return bytes.get(from) & OPCODE;
    }

    static boolean isControl(int opcode) {
        return opcode >= CLOSE;
    }

    /** Whether the frame that begins with this byte ends its message. */
    static boolean isFinal(int first) {
        return (first & Framing.FINAL) != 0;
    }

    static int headerBytes(ByteBuffer bytes, int from) {
        int second = bytes.get(from + 1);
        return headerBytes(second, lengthBytes(second));
    }

    private static int headerBytes(int second, int lengthBytes) {
        return 2 + lengthBytes + (isMasked(second) ? WebSocketMask.KEY_BYTES : 0);
    }

    private static boolean isMasked(int second) {
        return (second & Framing.MASKED) != 0;
    }

    /** Undoes the mask, if there is one: its key is in front of the payload. */
    static void unmask(ByteBuffer bytes, int from, int payload, int length) {
        if (isMasked(bytes.get(from + 1))) {
            WebSocketMask.apply(bytes, payload, length);
        }
    }
}

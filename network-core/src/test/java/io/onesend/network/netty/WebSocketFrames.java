package io.onesend.network.netty;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Frames of a WebSocket client and what its server sends, made and read without the code under test. */
final class WebSocketFrames {

    static final int FINAL = 0x80;
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final Random KEYS = new Random(7);

    private WebSocketFrames() {}

    static byte[] message(byte... payload) {
        return frame(FINAL | BINARY, payload);
    }

    static byte[] text(String text) {
        return frame(FINAL | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] ping(byte... payload) {
        return frame(FINAL | PING, payload);
    }

    static byte[] close(int code, String reason) {
        return frame(FINAL | CLOSE, closing(code, reason.getBytes(StandardCharsets.UTF_8)));
    }

    static byte[] closing(int code, byte... reason) {
        return ByteBuffer.allocate(2 + reason.length)
                .putShort((short) code)
                .put(reason)
                .array();
    }

    /** What a test's reader has of a frame: its first byte, and its payload. */
    static byte[] received(int first, byte... payload) {
        return Frames.join(new byte[] {(byte) first}, payload);
    }

    /** The close frame of a server. */
    static byte[] closed(int code, String reason) {
        return ofServer(FINAL | CLOSE, closing(code, reason.getBytes(StandardCharsets.UTF_8)));
    }

    /** A frame as a client sends it: masked with a random key. */
    static byte[] frame(int first, byte... payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        if (payload.length < 126) {
            out.write(0x80 | payload.length);
        } else if (payload.length < 65536) {
            out.write(0x80 | 126);
            out.writeBytes(
                    ByteBuffer.allocate(2).putShort((short) payload.length).array());
        } else {
            out.write(0x80 | 127);
            out.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        byte[] key = new byte[4];
        KEYS.nextBytes(key);
        out.writeBytes(key);
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ key[i & 3]);
        }
        return out.toByteArray();
    }

    /** A frame as a server sends it, of up to 65,535 bytes. */
    static byte[] ofServer(int first, byte... payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        if (payload.length < 126) {
            out.write(payload.length);
        } else {
            out.write(126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        }
        out.writeBytes(payload);
        return out.toByteArray();
    }
}

package io.onesend.network.netty;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Frames of the chat format, made without the code under test. */
final class Frames {

    private Frames() {}

    static byte[] frame(int id, byte... body) {
        return ByteBuffer.allocate(5 + body.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) (5 + body.length))
                .putShort((short) id)
                .put((byte) 0)
                .put(body)
                .array();
    }

    /** A frame whose body begins with a number. */
    static byte[] numbered(int number, int bodyBytes) {
        byte[] body = new byte[Math.max(4, bodyBytes)];
        ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).putInt(number);
        return frame(1, body);
    }

    static int number(byte[] frame) {
        return ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).getInt(5);
    }

    static byte[] join(byte[]... frames) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            joined.writeBytes(frame);
        }
        return joined.toByteArray();
    }
}

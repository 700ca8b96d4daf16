package io.onesend.network.netty;

import io.netty.buffer.ByteBuf;
import io.onesend.network.logic.AnyThread;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * Masks the payload of a client's WebSocket frame, and undoes that, which is the same. The key stands in front of the payload. Nobody
 * may be able to foretell it: otherwise a page could make a browser send bytes that a proxy between takes for a request.
 */
@AnyThread
final class WebSocketMask {

    static final int KEY_BYTES = Integer.BYTES;

    /** Keys that are drawn together: each draw has a price of its own. */
    private static final int KEYS_AT_ONCE = 256;

    private static final ThreadLocal<Keys> KEYS = ThreadLocal.withInitial(Keys::new);

    private WebSocketMask() {}

    /** Keys for one thread. */
    private static final class Keys {
        private final SecureRandom random = new SecureRandom();
        private final byte[] bytes = new byte[KEYS_AT_ONCE * KEY_BYTES];
        private final ByteBuffer left = ByteBuffer.wrap(bytes).limit(0);

        int next() {
            if (!left.hasRemaining()) {
                random.nextBytes(bytes);
                left.clear();
            }
            return left.getInt();
        }
    }

    /** A key for one frame. */
    static int newKey() {
        return KEYS.get().next();
    }

    /** As {@link #apply(ByteBuffer, int, int)}, for bytes that were written to a buffer. */
    static void apply(ByteBuf frames, int payload, int length) {
        ByteBuffer bytes = frames.internalNioBuffer(payload - KEY_BYTES, KEY_BYTES + length);
        apply(bytes, bytes.position() + KEY_BYTES, length);
    }

    /** Masks bytes with the key in front of them, eight at a time. */
    static void apply(ByteBuffer bytes, int payload, int length) {
        int key = payload - KEY_BYTES;
        long half = bytes.getInt(key) & 0xffff_ffffL;
        long mask = half << Integer.SIZE | half;
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            bytes.putLong(payload + i, bytes.getLong(payload + i) ^ mask);
        }
        for (; i < length; i++) {
            bytes.put(payload + i, (byte) (bytes.get(payload + i) ^ bytes.get(key + i % KEY_BYTES)));
        }
    }
}

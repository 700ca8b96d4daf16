package io.onesend.load.dummy;

import io.onesend.network.packet.PacketReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Fills a message up to its size: as many whole Korean words as fit, then dots. It is compared eight bytes at a time. */
final class MessagePadding {

    private static final byte[] WORD = "안녕하세요 ".getBytes(StandardCharsets.UTF_8);

    private final byte[] bytes;
    private final long[] words;

    MessagePadding(int size) {
        bytes = new byte[size];
        int at = 0;
        for (; at + WORD.length <= size; at += WORD.length) {
            System.arraycopy(WORD, 0, bytes, at, WORD.length);
        }
        Arrays.fill(bytes, at, size, (byte) '.');
        words = words(bytes);
    }

    /** These bytes as numbers of eight bytes, in a reader's byte order; fewer than eight bytes at the end are left out. */
    static long[] words(byte[] bytes) {
        long[] words = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(words);
        return words;
    }

    void write(byte[] to, int at) {
        System.arraycopy(bytes, 0, to, at, bytes.length);
    }

    /** Reads this padding; returns false if what comes next is different. */
    boolean isNextIn(PacketReader frame) {
        return isNext(frame, bytes, words);
    }

    static boolean isNext(PacketReader frame, byte[] bytes, long[] words) {
        if (frame.remaining() < bytes.length) {
            return false;
        }
        for (long word : words) {
            if (frame.i64() != word) {
                return false;
            }
        }
        for (int i = words.length * Long.BYTES; i < bytes.length; i++) {
            if (frame.u8() != (bytes[i] & 0xff)) {
                return false;
            }
        }
        return true;
    }
}

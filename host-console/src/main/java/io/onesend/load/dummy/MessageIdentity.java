package io.onesend.load.dummy;

import java.util.Arrays;

/**
 * The first 16 bytes of a message. They tell it from every other message, and say when it should have been sent. They are
 * plain ASCII, 6 bits a letter: two letters for the run, three for the sender, four for its sequence, five for the time in
 * units of 1,024 ns, and two for a check of the others. Sequence and time wrap around; a reader knows roughly what to expect.
 */
final class MessageIdentity {

    static final int BYTES = 16;

    /** Numbers of senders are below this. */
    static final int SENDERS = 1 << 18;

    static final int RUNS = 1 << 12;

    private static final int SEQUENCE_BITS = 24;
    private static final int SEQUENCE_LOW_BITS = 6;
    private static final int TIME_BITS = 30;
    private static final int TIME_SHIFT = 10;
    private static final int CHECK_BITS = 12;
    private static final long CHECK_MASK = (1L << CHECK_BITS) - 1;
    private static final long TIME_MASK = (1L << TIME_BITS) - 1;
    private static final int LETTERS = 8;

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
    private static final byte[] VALUE_OF = new byte[256];

    static {
        Arrays.fill(VALUE_OF, (byte) -1);
        for (int value = 0; value < ALPHABET.length(); value++) {
            VALUE_OF[ALPHABET.charAt(value)] = (byte) value;
        }
    }

    private long front;
    private long back;

    /** Writes an identity. */
    static void write(byte[] to, int at, int run, int sender, long sequence, long intendedNanos) {
        long wrapped = sequence & ((1L << SEQUENCE_BITS) - 1);
        long front = (long) run << 36 | (long) sender << 18 | wrapped >>> SEQUENCE_LOW_BITS;
        long time = intendedNanos >>> TIME_SHIFT & TIME_MASK;
        long back = (wrapped & (1 << SEQUENCE_LOW_BITS) - 1) << TIME_BITS | time;
        writeLetters(to, at, front);
        writeLetters(to, at + LETTERS, back << CHECK_BITS | check(front, back));
    }

    /** Reads an identity, given as two little-endian numbers; returns false if they are none. */
    boolean read(long firstLetters, long lastLetters) {
        front = value(firstLetters);
        long rest = value(lastLetters);
        back = rest >>> CHECK_BITS;
        return front >= 0 && rest >= 0 && (rest & CHECK_MASK) == check(front, back);
    }

    int run() {
        return (int) (front >>> 36);
    }

    int sender() {
        return (int) (front >>> 18) & (SENDERS - 1);
    }

    /** The full sequence: of those that wrap around to the one read, the nearest to {@code expected}. */
    long sequenceNear(long expected) {
        long wrapped = (front & (1 << 18) - 1) << SEQUENCE_LOW_BITS | back >>> TIME_BITS;
        long difference = (wrapped - expected) << (64 - SEQUENCE_BITS) >> (64 - SEQUENCE_BITS);
        return expected + difference;
    }

    /** How long ago the message should have been sent: up to 18 minutes. */
    long age(long nowNanos) {
        return ((nowNanos >>> TIME_SHIFT) - back & TIME_MASK) << TIME_SHIFT;
    }

    private static long check(long front, long back) {
        long mixed = (front * 0x9E3779B97F4A7C15L ^ back) * 0xBF58476D1CE4E5B9L;
        return mixed >>> (64 - CHECK_BITS);
    }

    private static void writeLetters(byte[] to, int at, long value) {
        for (int i = 0; i < LETTERS; i++) {
            to[at + i] = (byte) ALPHABET.charAt((int) (value >>> (42 - 6 * i)) & 63);
        }
    }

    private static long value(long letters) {
        long value = 0;
        for (int i = 0; i < LETTERS; i++) {
            int letter = VALUE_OF[(int) (letters >>> (8 * i)) & 0xff];
            if (letter < 0) {
                return -1;
            }
            value = value << 6 | letter;
        }
        return value;
    }
}

package io.onesend.network.packet;

/**
 * The form of varints (LEB128): seven bits in each byte, the lowest first; the eighth bit says that another byte follows. Zigzag
 * maps small negative numbers to small unsigned ones: 0, -1, 1, -2 to 0, 1, 2, 3.
 */
final class Varints {

    /** The most bytes of 32 bits, and of 64 bits. */
    static final int MAX_BYTES_32 = 5;

    static final int MAX_BYTES_64 = 10;

    private Varints() {}

    /** The fewest bytes that hold the value, which is unsigned: 1 to 10. */
    static int size(long value) {
        return (Long.SIZE + 6 - Long.numberOfLeadingZeros(value | 1)) / 7;
    }

    static void checkMaxBytes(int maxBytes) {
        if (maxBytes < 1 || maxBytes > MAX_BYTES_32) {
            throw new IllegalArgumentException("a 32-bit varint has 1 to " + MAX_BYTES_32 + " bytes: " + maxBytes);
        }
    }

    static int toZigzag(int value) {
        return (value << 1) ^ (value >> 31);
    }

    static long toZigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    static int fromZigzag(int zigzag) {
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }

    static long fromZigzag(long zigzag) {
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }
}

package io.onesend.network.netty;

/**
 * Packs a number of packets and a number of bytes into one long, so that both are published by one write. Packed numbers are added
 * and subtracted as a whole. Totals may overflow: the difference of two totals is right as long as it fits.
 */
final class InboundCount {

    static final long ONE_PACKET = 1;

    /** Enough for any int. The other 33 bits hold 4 GiB, the highest mark, and one more frame of any length. */
    private static final int PACKET_BITS = 31;

    private InboundCount() {}

    static long ofBytes(long bytes) {
        return bytes << PACKET_BITS;
    }

    static long packets(long count) {
        return count & ((1L << PACKET_BITS) - 1);
    }

    static long bytes(long count) {
        return count >>> PACKET_BITS;
    }
}

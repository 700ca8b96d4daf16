package io.onesend.network.packet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at the bytes of a text eight at a time: every chat message is looked at on its way in. */
final class AsciiScan {

    private static final VarHandle LONG_AT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long LOWEST_BITS = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;

    private AsciiScan() {}

    /** The index of the first zero among the first bytes, or their number if none is zero. */
    static int indexOfNul(byte[] bytes, int number) {
        int at = 0;
        for (; at + Long.BYTES <= number; at += Long.BYTES) {
            long eight = (long) LONG_AT.get(bytes, at);
            // The lowest bit that is left is that of the first zero: only above it may a borrow leave another one.
            long zeros = (eight - LOWEST_BITS) & ~eight & HIGHEST_BITS;
            if (zeros != 0) {
                return at + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
            }
        }
        while (at < number && bytes[at] != 0) {
            at++;
        }
        return at;
    }

    /** Whether none of the first bytes is above 127. */
    static boolean isAscii(byte[] bytes, int number) {
        long together = 0;
        int at = 0;
        for (; at + Long.BYTES <= number; at += Long.BYTES) {
            together |= (long) LONG_AT.get(bytes, at);
        }
        for (; at < number; at++) {
            together |= bytes[at];
        }
        return (together & HIGHEST_BITS) == 0;
    }
}

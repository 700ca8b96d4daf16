package io.onesend.chat.packet;

import io.onesend.network.packet.PacketReader;
import io.onesend.network.packet.PacketWriter;

/** The protocol's unsigned integers. A value that does not fit its field is refused, not cut. */
final class UnsignedFields {

    private static final long MAX_U32 = 0xffff_ffffL;

    private UnsignedFields() {}

    static long u32(PacketReader body) {
        return Integer.toUnsignedLong(body.i32());
    }

    static void u32(PacketWriter body, long value) {
        check(value, MAX_U32);
        body.i32((int) value);
    }

    static void u16(PacketWriter body, int value) {
        check(value, 0xffff);
        body.u16(value);
    }

    static void u8(PacketWriter body, int value) {
        check(value, 0xff);
        body.u8(value);
    }

    private static void check(long value, long max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(value + " in a field of 0 to " + max);
        }
    }
}

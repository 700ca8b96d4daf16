package io.onesend.network.packet;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.math.BigInteger;
import java.util.Arrays;

/** Reads a varint from any bytes: it is what arithmetic without limits makes of them, or malformed, and is written back alike. */
class VarintFuzz {

    /** The first byte chooses the form; the rest is the frame. */
    @FuzzTest(maxDuration = "1m")
    void readsWhatTheBytesSay(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int maxBytes = input[0] % 2 == 0 ? 10 : 1 + (input[0] >> 1 & 0x7f) % 5;
        int bits = maxBytes == 10 ? Long.SIZE : Integer.SIZE;
        byte[] frame = Arrays.copyOfRange(input, 1, input.length);
        int length = lengthOf(frame, maxBytes);
        BigInteger expected = length == 0 ? null : valueOf(frame, length);
        boolean valid = expected != null && expected.bitLength() <= bits;
        PacketReader reader = PacketReader.over(frame);
        long value;
        try {
            value = bits == Long.SIZE ? reader.varint64() : Integer.toUnsignedLong(reader.varint32(maxBytes));
        } catch (MalformedPacketException malformed) {
            assertThat(valid).as(malformed.getMessage()).isFalse();
            assertThat(reader.remaining()).isEqualTo(frame.length);
            return;
        }
        assertThat(valid).isTrue();
        assertThat(value).isEqualTo(expected.longValue());
        assertThat(reader.remaining()).isEqualTo(frame.length - length);
        writesItBack(value, length);
    }

    private static void writesItBack(long value, int length) {
        try (EncodedPacket packet = EncodedPacket.encode(body -> {
            body.varint64(value);
            body.zigzag64(value);
            body.zigzag32((int) value);
        })) {
            PacketReader reader = PacketReader.over(packet.toBytes());
            assertThat(reader.varint64()).isEqualTo(value);
            assertThat(packet.length() - reader.remaining()).isBetween(1, length);
            assertThat(reader.zigzag64()).isEqualTo(value);
            assertThat(reader.zigzag32()).isEqualTo((int) value);
            assertThat(reader.remaining()).isZero();
        }
    }

    /** The number of bytes up to the first without the eighth bit; 0 if it is not among the first ones. */
    private static int lengthOf(byte[] frame, int maxBytes) {
        for (int i = 0; i < Math.min(frame.length, maxBytes); i++) {
            if (frame[i] >= 0) {
                return i + 1;
            }
        }
        return 0;
    }

    private static BigInteger valueOf(byte[] frame, int length) {
        BigInteger value = BigInteger.ZERO;
        for (int i = length - 1; i >= 0; i--) {
            value = value.shiftLeft(7).or(BigInteger.valueOf(frame[i] & 0x7f));
        }
        return value;
    }
}

package io.onesend.network.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes taken from the documentation of protobuf and MQTT, or worked out by hand. */
class VarintTest {

    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "1, 01",
        "127, 7f",
        "128, 8001",
        "150, 9601",
        "300, ac02",
        "16383, ff7f",
        "16384, 808001",
        "2097151, ffff7f",
        "2097152, 80808001",
        "268435455, ffffff7f",
        "268435456, 8080808001",
        "2147483647, ffffffff07",
        "2147483648, 8080808008",
        "4294967295, ffffffff0f"
    })
    void has32Bits(long value, String hex) {
        assertThat(written(body -> body.varint32((int) value))).isEqualTo(hex);
        assertThat(written(body -> body.varint64(value))).isEqualTo(hex);
        assertThat(Integer.toUnsignedLong(reader(hex).varint32())).isEqualTo(value);
        assertThat(reader(hex).varint64()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "4294967296, 8080808010",
        "34359738367, ffffffff7f",
        "34359738368, 808080808001",
        "9223372036854775807, ffffffffffffffff7f",
        "-9223372036854775808, 80808080808080808001",
        "-2, feffffffffffffffff01",
        "-1, ffffffffffffffffff01"
    })
    void has64Bits(long value, String hex) {
        assertThat(written(body -> body.varint64(value))).isEqualTo(hex);
        assertThat(reader(hex).varint64()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "-1, 01",
        "1, 02",
        "-2, 03",
        "2147483647, feffffff0f",
        "-2147483648, ffffffff0f",
    })
    void hasA32BitZigzagForm(int value, String hex) {
        assertThat(written(body -> body.zigzag32(value))).isEqualTo(hex);
        assertThat(reader(hex).zigzag32()).isEqualTo(value);
        assertThat(written(body -> body.zigzag64(value))).isEqualTo(hex);
        assertThat(reader(hex).zigzag64()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"9223372036854775807, feffffffffffffffff01", "-9223372036854775808, ffffffffffffffffff01"})
    void hasA64BitZigzagForm(long value, String hex) {
        assertThat(written(body -> body.zigzag64(value))).isEqualTo(hex);
        assertThat(reader(hex).zigzag64()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"127, 1, 7f", "16383, 2, ff7f", "2097151, 3, ffff7f", "268435455, 4, ffffff7f", "-1, 5, ffffffff0f"})
    void mayHaveAMaximumLengthAsInMqtt(int longest, int maxBytes, String hex) {
        assertThat(written(body -> body.varint32(longest, maxBytes))).isEqualTo(hex);
        assertThat(reader(hex).varint32(maxBytes)).isEqualTo(longest);
    }

    @Test
    void isNotLongerThanItsMaximumLength() {
        assertThatThrownBy(() -> written(body -> body.varint32(268_435_456, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("268435456 in a varint of at most 4 bytes");
        assertMalformed("8080808001", body -> body.varint32(4), "a varint of more than 4 bytes or 32 bits");
        assertMalformed("8080808000", body -> body.varint32(4), "a varint of more than 4 bytes or 32 bits");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 6})
    void hasNoOtherMaximumLength(int maxBytes) {
        assertThatThrownBy(() -> reader("00").varint32(maxBytes)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> written(body -> body.varint32(0, maxBytes)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isMalformedIfItHasTooManyBytesOrBits() {
        assertMalformed("808080808000", PacketReader::varint32, "a varint of more than 5 bytes or 32 bits");
        assertMalformed("ffffffff1f", PacketReader::varint32, "a varint of more than 5 bytes or 32 bits");
        assertMalformed("8080808010", PacketReader::zigzag32, "a varint of more than 5 bytes or 32 bits");
        assertMalformed("8080808080808080808000", PacketReader::varint64, "a varint of more than 10 bytes or 64 bits");
        assertMalformed("ffffffffffffffffff03", PacketReader::varint64, "a varint of more than 10 bytes or 64 bits");
        assertMalformed("80808080808080808002", PacketReader::zigzag64, "a varint of more than 10 bytes or 64 bits");
        // A negative int32 of protobuf is a 64-bit varint.
        assertMalformed("ffffffffffffffffff01", PacketReader::varint32, "a varint of more than 5 bytes or 32 bits");
        assertThat((int) reader("ffffffffffffffffff01").varint64()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "80", "ffff", "ffffff", "80808080"})
    void isMalformedIfTheFrameEndsInIt(String hex) {
        assertMalformed(hex, PacketReader::varint32, "the body ends too early, in a varint");
        assertMalformed(hex, PacketReader::varint64, "the body ends too early, in a varint");
        assertMalformed(hex, PacketReader::zigzag32, "the body ends too early, in a varint");
        assertMalformed(hex, PacketReader::zigzag64, "the body ends too early, in a varint");
    }

    @ParameterizedTest
    @CsvSource({"8000, 0", "818000, 1", "ff8080808000, 127"})
    void mayHaveMoreBytesThanItNeedsAsInProtobuf(String hex, long value) {
        assertThat(reader(hex).varint64()).isEqualTo(value);
    }

    @Test
    void endsWhereItSaysAndNotBefore() {
        PacketReader reader = reader("ac02" + "ac02" + "0a");
        assertThat(reader.varint32()).isEqualTo(300);
        assertThat(reader.varint64()).isEqualTo(300);
        assertThat(reader.remaining()).isOne();
        assertThat(reader.zigzag32()).isEqualTo(5);
        assertThat(reader.remaining()).isZero();
    }

    @Test
    void isNotReadBeyondTheFrame() {
        PacketReader reader = new PacketReader();
        reader.wrap(ByteBuffer.wrap(new byte[] {(byte) 0x80, (byte) 0x80, 1}), 0, 2);

        assertThatThrownBy(reader::varint32).isInstanceOf(MalformedPacketException.class);
        assertThat(reader.remaining()).isEqualTo(2);
    }

    private static void assertMalformed(String hex, Consumer<PacketReader> field, String message) {
        assertThatThrownBy(() -> field.accept(reader(hex)))
                .isInstanceOf(MalformedPacketException.class)
                .hasMessage(message);
    }

    private static PacketReader reader(String hex) {
        return PacketReader.over(HexFormat.of().parseHex(hex));
    }

    private static String written(Consumer<PacketWriter> fields) {
        try (EncodedPacket packet = EncodedPacket.encode(fields)) {
            return HexFormat.of().formatHex(packet.toBytes());
        }
    }
}

package io.onesend.network.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketReaderTest {

    @Test
    void readsIntegersLittleEndian() {
        PacketReader reader = reader("ff" + "feff" + "ffff" + "78563412" + "0100000000002000");

        assertThat(reader.u8()).isEqualTo(255);
        assertThat(reader.i16()).isEqualTo((short) -2);
        assertThat(reader.u16()).isEqualTo(65_535);
        assertThat(reader.i32()).isEqualTo(0x12345678);
        assertThat(reader.i64()).isEqualTo(9_007_199_254_740_993L);
        assertThat(reader.remaining()).isZero();
    }

    @Test
    void readsIntegersBigEndianFromWhereItIsTold() {
        PacketReader reader = reader("0100" + "0001" + "fffe" + "12345678" + "0020000000000001" + "0200");

        assertThat(reader.u16()).isEqualTo(1);
        reader.order(ByteOrder.BIG_ENDIAN);
        assertThat(reader.peekU16(0)).isEqualTo(1);
        assertThat(reader.u16()).isEqualTo(1);
        assertThat(reader.i16()).isEqualTo((short) -2);
        assertThat(reader.i32()).isEqualTo(0x12345678);
        assertThat(reader.i64()).isEqualTo(9_007_199_254_740_993L);
        assertThat(reader.order(ByteOrder.LITTLE_ENDIAN).u16()).isEqualTo(2);
    }

    @Test
    void beginsTheNextFrameLittleEndian() {
        PacketReader reader = reader("0001");
        reader.order(ByteOrder.BIG_ENDIAN).u16();

        reader.wrap(ByteBuffer.wrap(new byte[] {1, 0}), 0, 2);

        assertThat(reader.u16()).isEqualTo(1);
    }

    @Test
    void readsNegativeIntegers() {
        PacketReader reader = reader("ffffffff" + "feffffffffffffff");

        assertThat(reader.i32()).isEqualTo(-1);
        assertThat(reader.i64()).isEqualTo(-2);
    }

    @Test
    void readsBytesAndTheRest() {
        PacketReader reader = reader("010203040506");

        assertThat(reader.bytes(2)).containsExactly(1, 2);
        assertThat(reader.bytes(0)).isEmpty();
        assertThat(reader.rest()).containsExactly(3, 4, 5, 6);
        assertThat(reader.rest()).isEmpty();
    }

    @Test
    void refusesToReadPastTheEndInEveryFieldType() {
        assertEndsTooEarly(0, PacketReader::u8);
        assertEndsTooEarly(1, PacketReader::i16);
        assertEndsTooEarly(1, PacketReader::u16);
        assertEndsTooEarly(3, PacketReader::i32);
        assertEndsTooEarly(7, PacketReader::i64);
        assertEndsTooEarly(4, reader -> reader.bytes(5));
        assertEndsTooEarly(32, reader -> reader.fixedText(33));
        assertEndsTooEarly(0, PacketReader::text8);
    }

    @Test
    void refusesAText8ThatIsShorterThanItsCount() {
        assertThatThrownBy(() -> reader("05" + "61626364").text8()).isInstanceOf(MalformedPacketException.class);
    }

    @Test
    void stopsAtTheFrameAndNotAtTheBuffersEnd() {
        PacketReader reader = new PacketReader();
        reader.wrap(ByteBuffer.wrap(new byte[] {9, 9, 1, 2, 3, 9, 9}), 2, 3);

        assertThat(reader.u8()).isEqualTo(1);
        assertThat(reader.remaining()).isEqualTo(2);
        assertThatThrownBy(reader::i32).isInstanceOf(MalformedPacketException.class);
        assertThat(reader.u16()).isEqualTo(0x0302);
    }

    @Test
    void readsDirectBuffersAtTheirAbsoluteIndexAndLeavesTheirPositionAlone() {
        ByteBuffer direct = ByteBuffer.allocateDirect(16).put(5, (byte) 7);
        direct.position(11);
        PacketReader reader = new PacketReader();
        reader.wrap(direct, 5, 2);

        assertThat(reader.u16()).isEqualTo(7);
        assertThat(direct.position()).isEqualTo(11);
    }

    @Test
    void isReusedForTheNextFrameAfterAMalformedOne() {
        PacketReader reader = PacketReader.over(new byte[] {1});
        assertThatThrownBy(reader::i32).isInstanceOf(MalformedPacketException.class);

        reader.wrap(ByteBuffer.wrap(new byte[] {1, 0, 0, 0}), 0, 4);

        assertThat(reader.i32()).isEqualTo(1);
    }

    @Test
    void malformedPacketsCarryNoStackTrace() {
        assertThatThrownBy(() -> reader("").u8())
                .satisfies(thrown -> assertThat(thrown.getStackTrace()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "jacking75", "홍길동", "방!", "€uro", "🙂", "ab\u0001c"})
    void readsFixedTextUpToTheFirstNul(String text) {
        byte[] field = Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), 33);

        assertThat(PacketReader.over(field).fixedText(33)).isEqualTo(text);
    }

    @Test
    void ignoresWhatFollowsTheFirstNul() {
        byte[] field = new byte[33];
        Arrays.fill(field, (byte) 0xff);
        field[0] = 'a';
        field[1] = 0;
        PacketReader reader = PacketReader.over(field);

        assertThat(reader.fixedText(33)).isEqualTo("a");
        assertThat(reader.remaining()).isZero();
    }

    @Test
    void takesTheLongestTextOfAField() {
        byte[] field = new byte[257];
        Arrays.fill(field, 0, 256, (byte) 'm');

        assertThat(PacketReader.over(field).fixedText(257)).isEqualTo("m".repeat(256));
    }

    @Test
    void refusesAFixedTextWithoutNul() {
        byte[] field = new byte[33];
        Arrays.fill(field, (byte) 'a');

        assertThatThrownBy(() -> PacketReader.over(field).fixedText(33))
                .isInstanceOf(MalformedPacketException.class)
                .hasMessageContaining("char[33] without NUL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "ff", "c0af", "c3", "eda080", "f4908080", "61ed998d80", "ed99"})
    void givesNullForTextThatIsNotUtf8(String hex) {
        byte[] text = HexFormat.of().parseHex(hex);
        byte[] text8 = new byte[1 + text.length];
        text8[0] = (byte) text.length;
        System.arraycopy(text, 0, text8, 1, text.length);

        assertThat(PacketReader.over(Arrays.copyOf(text, 33)).fixedText(33)).isNull();
        assertThat(PacketReader.over(text8).text8()).isNull();
        assertThat(PacketReader.over(text).text(text.length)).isNull();
    }

    @Test
    void readsTextOfALengthThatTheCallerKnows() {
        PacketReader reader = reader("0006" + "ed998deab8b8" + "61" + "00" + "62");

        assertThat(reader.order(ByteOrder.BIG_ENDIAN).text(reader.u16())).isEqualTo("홍길");
        assertThat(reader.text(0)).isEmpty();
        assertThat(reader.text(reader.remaining())).isEqualTo("a\0b");
        assertEndsTooEarly(3, frame -> frame.text(4));
    }

    @Test
    void readsOnAfterTextThatIsNotUtf8() {
        PacketReader reader = reader("ff00" + "ed998d00" + "07");

        assertThat(reader.fixedText(2)).isNull();
        assertThat(reader.fixedText(4)).isEqualTo("홍");
        assertThat(reader.u8()).isEqualTo(7);
    }

    @Test
    void readsText8OfEveryLength() {
        for (int length = 0; length <= 255; length++) {
            byte[] field = new byte[1 + length];
            Arrays.fill(field, (byte) 'x');
            field[0] = (byte) length;

            assertThat(PacketReader.over(field).text8()).isEqualTo("x".repeat(length));
        }
    }

    private static PacketReader reader(String hex) {
        return PacketReader.over(HexFormat.of().parseHex(hex));
    }

    private static void assertEndsTooEarly(int available, Consumer<PacketReader> field) {
        assertThatThrownBy(() -> field.accept(PacketReader.over(new byte[available])))
                .isInstanceOf(MalformedPacketException.class)
                .hasMessageContaining("too early");
    }
}

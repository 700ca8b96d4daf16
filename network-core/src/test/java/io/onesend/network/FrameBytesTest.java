package io.onesend.network;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.onesend.network.packet.MalformedPacketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameBytesTest {

    private static FrameBytes of(String text) {
        return FrameBytes.over(text.getBytes(ISO_8859_1));
    }

    @Test
    void countsFromTheFirstByteOfItsPart() {
        FrameBytes bytes = new FrameBytes();
        bytes.wrap(ByteBuffer.wrap("..abcd..".getBytes(ISO_8859_1)), 2, 4);

        assertThat(bytes.length()).isEqualTo(4);
        assertThat(bytes.u8(0)).isEqualTo('a');
        assertThat(bytes.text(1, 3)).isEqualTo("bc");
        assertThat(bytes.indexOf('.', 0)).isEqualTo(-1);
        FrameBytes part = bytes.part(1, 3);
        assertThat(part.text(0, part.length())).isEqualTo("bc");
        assertThat(part.indexOf('d', 0)).isEqualTo(-1);
    }

    @Test
    void readsTheTextOfEachKindOfBuffer() {
        byte[] array = "..a\u00e9cd..".getBytes(ISO_8859_1);
        ByteBuffer heap = ByteBuffer.wrap(array);
        List<ByteBuffer> buffers = List.of(
                heap.slice(1, 7),
                heap.asReadOnlyBuffer().slice(1, 7),
                ByteBuffer.allocateDirect(8).put(0, array).slice(1, 7));
        for (ByteBuffer buffer : buffers) {
            FrameBytes bytes = new FrameBytes();
            bytes.wrap(buffer, 1, 4);

            assertThat(bytes.text(1, 3)).isEqualTo("\u00e9c");
        }
    }

    @Test
    void showsNothingOutside() {
        FrameBytes bytes = new FrameBytes();
        bytes.wrap(ByteBuffer.wrap("..12..".getBytes(ISO_8859_1)), 2, 2);

        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> bytes.u8(2));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> bytes.u8(-1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> bytes.text(0, 3));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> bytes.part(-1, 1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> bytes.decimal(1, 3));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> bytes.indexOf('.', -1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> bytes.unsigned(1, 2, ByteOrder.BIG_ENDIAN));

        bytes.unwrap();
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> bytes.u8(0));
    }

    @Test
    void readsIntegersOfEveryWidthAndOrder() {
        FrameBytes bytes = FrameBytes.over(new byte[] {(byte) 0xff, 1, 2, 0x40, 0, 0, 0, 0, 0, 0, 0});

        assertThat(bytes.u8(0)).isEqualTo(255);
        assertThat(bytes.unsigned(0, 1, ByteOrder.BIG_ENDIAN)).isEqualTo(255);
        assertThat(bytes.unsigned(0, 3, ByteOrder.BIG_ENDIAN)).isEqualTo(0xff0102);
        assertThat(bytes.unsigned(0, 3, ByteOrder.LITTLE_ENDIAN)).isEqualTo(0x0201ff);
        assertThat(bytes.unsigned(3, 8, ByteOrder.BIG_ENDIAN)).isEqualTo(1L << 62);
        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(() -> bytes.unsigned(0, 8, ByteOrder.BIG_ENDIAN));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> bytes.unsigned(0, 9, ByteOrder.BIG_ENDIAN));
    }

    @Test
    void findsTheFirstAfterAnIndex() {
        FrameBytes bytes = of("a\r\r\nb\r\n");
        byte[] crlf = "\r\n".getBytes(ISO_8859_1);

        assertThat(bytes.indexOf('\r', 0)).isEqualTo(1);
        assertThat(bytes.indexOf('\r', 2)).isEqualTo(2);
        assertThat(bytes.indexOf(crlf, 0)).isEqualTo(2);
        assertThat(bytes.indexOf(crlf, 3)).isEqualTo(5);
        assertThat(bytes.indexOf(crlf, 6)).isEqualTo(-1);
        assertThat(bytes.indexOf('a', 70)).isEqualTo(-1);
        assertThat(FrameBytes.over(new byte[] {(byte) 200}).indexOf(200, 0)).isZero();
    }

    @Test
    void readsDecimalNumbers() {
        assertThat(of("$0123\r").decimal(1, 5)).isEqualTo(123);
        assertThat(of("999999999999999999").decimal(0, 18)).isEqualTo(999_999_999_999_999_999L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", " 1", "1a", "0x1", "1000000000000000000"})
    void refusesWhatIsNoDecimalNumber(String text) {
        assertThatExceptionOfType(MalformedPacketException.class).isThrownBy(() -> of(text).decimal(0, text.length()));
    }

    /** A header without digits is the peer's fault, although the indexes that a rule computes from it cross. */
    @Test
    void findsNoDigitsBetweenIndexesThatCross() {
        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(() -> of("$\n").decimal(1, 0))
                .withMessage("a number without digits");
    }
}

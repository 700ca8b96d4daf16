package io.onesend.network.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PacketWriterTest {

    @Test
    void writesIntegersLittleEndian() {
        assertThat(written(body -> {
                    body.u8(255);
                    body.i16(-2);
                    body.u16(65_534);
                    body.i32(0x12345678);
                    body.i64(9_007_199_254_740_993L);
                }))
                .isEqualTo("ff" + "feff" + "feff" + "78563412" + "0100000000002000");
    }

    @Test
    void writesIntegersBigEndianFromWhereItIsTold() {
        assertThat(written(body -> {
                    body.u16(1);
                    body.order(ByteOrder.BIG_ENDIAN);
                    body.i16(-2);
                    body.u16(1);
                    body.i32(0x12345678);
                    body.i64(9_007_199_254_740_993L);
                    body.order(ByteOrder.LITTLE_ENDIAN).u16(2);
                }))
                .isEqualTo("0100" + "fffe" + "0001" + "12345678" + "0020000000000001" + "0200");
    }

    @Test
    void writesTextWithoutALengthAndTellsIt() {
        assertThat(written(body -> {
                    body.u16(0);
                    body.setU16(0, body.text("홍a"));
                    body.text("");
                    body.u8(7);
                }))
                .isEqualTo("0400" + "ed998d" + "61" + "07");
    }

    @Test
    void fillsInALengthThatIsKnownOnlyLater() {
        assertThat(written(body -> {
                    body.u8(7);
                    int length = body.written();
                    body.i32(0);
                    body.u16(0);
                    body.bytes(new byte[3]);
                    body.order(ByteOrder.BIG_ENDIAN).setI32(length, body.written() - length);
                    body.order(ByteOrder.LITTLE_ENDIAN).setU16(length + 4, 3);
                }))
                .isEqualTo("07" + "00000009" + "0300" + "000000");
        assertThat(written(body -> {
                    body.bytes(new byte[6]);
                    body.setI32(2, 0x12345678);
                    body.order(ByteOrder.BIG_ENDIAN).setU16(0, 0x1234);
                }))
                .isEqualTo("1234" + "78563412");
    }

    @Test
    void replacesOnlyWhatWasWritten() {
        assertThatThrownBy(() -> written(body -> {
                    body.bytes(new byte[4]);
                    body.setI32(1, 0);
                }))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> written(body -> body.setU16(0, 0))).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> written(body -> {
                    body.bytes(new byte[4]);
                    body.setU16(-1, 0);
                }))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void writesWhatIsLeftInABufferAndLeavesItThere() {
        ByteBuffer value = ByteBuffer.allocateDirect(4).put(1, (byte) 8).put(2, (byte) 9);
        value.position(1).limit(3);

        assertThat(written(body -> body.bytes(value))).isEqualTo("0809");
        assertThat(value.remaining()).isEqualTo(2);
    }

    @Test
    void writesBytesAsTheyAre() {
        assertThat(written(body -> body.bytes(new byte[] {0, -1, 16}))).isEqualTo("00ff10");
        assertThat(written(body -> body.bytes(new byte[0]))).isEmpty();
    }

    @Test
    void fillsFixedTextWithZeros() {
        assertThat(written(body -> body.fixedText("ab", 5))).isEqualTo("6162000000");
        assertThat(written(body -> body.fixedText("", 3))).isEqualTo("000000");
        assertThat(written(body -> body.fixedText("홍", 5))).isEqualTo("ed998d0000");
    }

    @Test
    void leavesRoomForTheNulOfAFixedText() {
        assertThat(written(body -> body.fixedText("abcd", 5))).isEqualTo("6162636400");
        assertRefused(body -> body.fixedText("abcde", 5), "text of 5 bytes in a char[5]");
        assertRefused(body -> body.fixedText("홍길", 6), "text of 6 bytes in a char[6]");
    }

    @Test
    void refusesANulInsideAFixedTextBecauseZerosFollowTheFirst() {
        assertRefused(body -> body.fixedText("a\0b", 5), "NUL");
    }

    @Test
    void writesText8WithItsCountInBytes() {
        assertThat(written(body -> body.text8("bob"))).isEqualTo("03626f62");
        assertThat(written(body -> body.text8(""))).isEqualTo("00");
        assertThat(written(body -> body.text8("홍길동"))).isEqualTo("09ed998deab8b8eb8f99");
    }

    @Test
    void limitsText8To127BytesSoThatASignedReaderAgrees() {
        assertThat(written(body -> body.text8("x".repeat(127))))
                .startsWith("7f7878")
                .hasSize(2 * 128);
        assertRefused(body -> body.text8("x".repeat(128)), "text of 128 bytes in a text8");
        assertRefused(body -> body.text8("홍".repeat(43)), "text of 129 bytes in a text8");
    }

    @Test
    void writesAnUnpairedSurrogateAsAQuestionMark() {
        assertThat(written(body -> body.fixedText("a\ud800b", 5))).isEqualTo("613f620000");
        assertThat(written(body -> body.text8("\udc00"))).isEqualTo("013f");
    }

    @Test
    void fillsAPacketToTheLastByteOfItsLengthFieldAndNoFurther() {
        assertThat(written(body -> body.bytes(new byte[65_535]))).hasSize(2 * 65_535);
        assertOverflows(body -> body.bytes(new byte[65_536]));
    }

    @Test
    void everyFieldTypeRefusesToCrossTheLimit() {
        assertOverflowsWith(0, body -> body.u8(1));
        assertOverflowsWith(1, body -> body.i16(1));
        assertOverflowsWith(1, body -> body.u16(1));
        assertOverflowsWith(3, body -> body.i32(1));
        assertOverflowsWith(7, body -> body.i64(1));
        assertOverflowsWith(4, body -> body.varint32(-1));
        assertOverflowsWith(9, body -> body.varint64(-1));
        assertOverflowsWith(2, body -> body.bytes(ByteBuffer.allocate(3)));
        assertOverflowsWith(32, body -> body.fixedText("a", 33));
        assertOverflowsWith(3, body -> body.text8("abc"));
    }

    private static String written(Consumer<PacketWriter> fields) {
        ByteBuf buffer = Unpooled.buffer(512, PacketWriter.MAX_PACKET_BYTES);
        fields.accept(new PacketWriter(buffer));
        String hex = ByteBufUtil.hexDump(buffer);
        buffer.release();
        return hex;
    }

    private static void assertRefused(Consumer<PacketWriter> field, String message) {
        assertThatThrownBy(() -> written(field))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static void assertOverflows(Consumer<PacketWriter> fields) {
        assertThatThrownBy(() -> written(fields))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("longer than 65535 bytes");
    }

    private static void assertOverflowsWith(int room, Consumer<PacketWriter> field) {
        assertOverflows(body -> {
            body.bytes(new byte[65_535 - room]);
            field.accept(body);
        });
    }
}

package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.onesend.network.FrameFormat;
import io.onesend.network.packet.MalformedPacketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboundFrameCutterTest {

    private static final int MAX = 4096;

    private final InboundFrameCutter chat = InboundFrameCutter.of(FrameFormat.CHAT, MAX);

    @Test
    void waitsForTheWholeHeader() {
        for (int available = 0; available < 5; available++) {
            assertThat(chat.frameLength(bytes("0700c90000"), 0, available)).isEqualTo(InboundFrameCutter.INCOMPLETE);
        }
        assertThat(chat.frameLength(bytes("0700c90000"), 0, 5)).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({"0000000000", "0400000000", "0110000000", "ffff000000"})
    void refusesLengthsThatNoFrameHas(String header) {
        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(() -> chat.frameLength(bytes(header), 0, 5));
    }

    @Test
    void acceptsTheShortestAndTheLongestFrame() {
        assertThat(chat.frameLength(bytes("0500000000"), 0, 5)).isEqualTo(5);
        assertThat(chat.frameLength(bytes("0010000000"), 0, 5)).isEqualTo(MAX);
    }

    @ParameterizedTest
    @CsvSource({
        // offset, width, little-endian, counts header, header bytes, header, frame length
        "0, 1, true,  true,  1, 09,             9",
        "0, 1, true,  false, 1, 09,             10",
        "0, 2, false, false, 2, 0102,           260",
        "1, 3, false, true,  4, ff000203,       515",
        "1, 3, true,  false, 4, ff030200,       519",
        "0, 4, false, false, 4, 00000010,       20",
        "2, 4, true,  true,  8, eeee1000000000, 16",
    })
    void readsEveryKindOfLengthField(
            int offset, int width, boolean little, boolean counts, int header, String hex, int expected) {
        ByteOrder order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        InboundFrameCutter cutter =
                InboundFrameCutter.of(FrameFormat.lengthPrefixed(offset, width, order, counts, header), MAX);
        ByteBuffer padded = ByteBuffer.allocate(20).put(bytes(hex));

        assertThat(cutter.frameLength(padded, 0, header)).isEqualTo(expected);
    }

    @Test
    void takesAnUnsignedFourByteLengthForWhatItIs() {
        InboundFrameCutter cutter =
                InboundFrameCutter.of(FrameFormat.lengthPrefixed(0, 4, ByteOrder.BIG_ENDIAN, false, 4), MAX);

        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(() -> cutter.frameLength(bytes("ffffffff"), 0, 4))
                .withMessageContaining("4294967299");
    }

    @Test
    void handsOnARawStreamAsItComes() {
        InboundFrameCutter raw = InboundFrameCutter.of(FrameFormat.RAW, 16);

        assertThat(raw.frameLength(bytes("00"), 0, 0)).isEqualTo(InboundFrameCutter.INCOMPLETE);
        assertThat(raw.frameLength(ByteBuffer.allocate(3), 0, 3)).isEqualTo(3);
        assertThat(raw.frameLength(ByteBuffer.allocate(40), 0, 40)).isEqualTo(16);
    }

    @Test
    void refusesALimitThatEveryFrameIsOver() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InboundFrameCutter.of(FrameFormat.CHAT, 4))
                .withMessage("maxFrameBytes is 4, but the header or delimiter of the frameFormat alone has 5");
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(java.util.HexFormat.of().parseHex(hex));
    }
}

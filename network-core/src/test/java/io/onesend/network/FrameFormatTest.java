package io.onesend.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class FrameFormatTest {

    @Test
    void refusesFormatsThatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameFormat.lengthPrefixed(0, 5, ByteOrder.BIG_ENDIAN, true, 5))
                .withMessageContaining("a length of 5 bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameFormat.lengthPrefixed(2, 2, ByteOrder.BIG_ENDIAN, true, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> FrameFormat.delimitedBy(new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> FrameFormat.delimitedBy(new byte[17]));
        assertThatIllegalArgumentException().isThrownBy(() -> FrameFormat.varintPrefixed(-1, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> FrameFormat.varintPrefixed(0, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameFormat.varintPrefixed(0, 6))
                .withMessageContaining("a varint of 6 bytes at most, at offset 0");
        assertThatIllegalArgumentException().isThrownBy(() -> FrameFormat.headAndBody("", head -> 0));
        assertThatIllegalArgumentException().isThrownBy(() -> FrameFormat.headAndBody("12345678901234567", head -> 0));
    }

    @Test
    void comparesDelimitersByTheirBytes() {
        assertThat(FrameFormat.delimitedBy("--")).isEqualTo(FrameFormat.delimitedBy((byte) '-', (byte) '-'));
        assertThat(FrameFormat.delimitedBy("--")).isNotEqualTo(FrameFormat.delimitedBy("-"));
    }

    @Test
    void hasNoRoomForAFrameThatIsShorterThanItsDelimiter() {
        NetworkConfigBuilder dashes = NetworkConfig.builder().frameFormat(FrameFormat.delimitedBy("--"));

        assertThat(dashes.maxFrameBytes(2).build().maxFrameBytes()).isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> dashes.maxFrameBytes(1).build())
                .withMessage("maxFrameBytes is 1, but the header or delimiter of the frameFormat alone has 2");
    }
}

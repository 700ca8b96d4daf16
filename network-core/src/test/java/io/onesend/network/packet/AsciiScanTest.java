package io.onesend.network.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Every length and place around a step of eight bytes, with the bytes that a borrow or a sign could make mistakes with. */
class AsciiScanTest {

    private static final int LONGEST = 20;
    private static final byte[] FILLS = {1, 'a', 0x7f, (byte) 0x80, (byte) 0x81, (byte) 0xff};

    @Test
    void findsTheFirstZero() {
        for (byte fill : FILLS) {
            for (int number = 0; number <= LONGEST; number++) {
                for (int zero = 0; zero <= LONGEST; zero++) {
                    byte[] bytes = filled(fill);
                    bytes[zero] = 0;
                    assertThat(AsciiScan.indexOfNul(bytes, number))
                            .as("fill %d, %d bytes, zero at %d", fill, number, zero)
                            .isEqualTo(Math.min(zero, number));
                }
            }
        }
    }

    @Test
    void findsTheFirstOfSeveralZeros() {
        byte[] bytes = filled((byte) 1);
        Arrays.fill(bytes, 11, LONGEST, (byte) 0);
        bytes[12] = 1;

        assertThat(AsciiScan.indexOfNul(bytes, LONGEST)).isEqualTo(11);
    }

    @Test
    void seesEveryByteAbove127AndNoneBehindTheText() {
        for (int number = 0; number <= LONGEST; number++) {
            for (int at = 0; at <= LONGEST; at++) {
                byte[] bytes = filled((byte) 0x7f);
                bytes[at] = (byte) 0x80;
                assertThat(AsciiScan.isAscii(bytes, number))
                        .as("%d bytes, 0x80 at %d", number, at)
                        .isEqualTo(at >= number);
            }
        }
    }

    private static byte[] filled(byte fill) {
        byte[] bytes = new byte[LONGEST + 1];
        Arrays.fill(bytes, fill);
        return bytes;
    }
}

package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InboundCountTest {

    @Test
    void isThePacketsAndTheBytesOfADifference() {
        long before = InboundCount.ofBytes(3L << 30) + 7 * InboundCount.ONE_PACKET;
        long after = before + InboundCount.ofBytes(5L << 30) + 100_000 * InboundCount.ONE_PACKET;

        assertThat(InboundCount.bytes(after - before)).isEqualTo(5L << 30);
        assertThat(InboundCount.packets(after - before)).isEqualTo(100_000);
    }

    @Test
    void staysRightWhenTotalsOverflow() {
        long appended = 0;
        long handled = 0;
        long step = InboundCount.ofBytes(1L << 32) + Integer.MAX_VALUE * InboundCount.ONE_PACKET;
        for (int i = 0; i < 20; i++) {
            appended += step;
            assertThat(InboundCount.bytes(appended - handled)).isEqualTo(1L << 32);
            assertThat(InboundCount.packets(appended - handled)).isEqualTo(Integer.MAX_VALUE);
            handled += step;
        }
        assertThat(appended - handled).isZero();
    }
}

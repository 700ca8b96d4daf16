package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionTrafficTest {

    @Test
    void countsOneAndManyAsPeopleDo() {
        assertThat(new SessionEnds.Traffic(1, 1, 5, 2, 1, new SendQueue.Backlog(1, Duration.ofMillis(3))))
                .hasToString("1 s, in 1 packet 5 bytes, out 2 packets 1 byte, 1 byte still waiting, behind for 3 ms");
        assertThat(new SessionEnds.Traffic(0, 0, 0, 0, 0, new SendQueue.Backlog(0, Duration.ZERO)))
                .hasToString("0 s, in 0 packets 0 bytes, out 0 packets 0 bytes");
    }
}

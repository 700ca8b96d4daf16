package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.log.RateLimitedLog;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class CapturedLogTest {

    private final RateLimitedLog limited =
            new RateLimitedLog(LoggerFactory.getLogger(CapturedLogTest.class), Level.ERROR, 1);

    /** As a test finds a log of the whole JVM when another test has just used its lines up. */
    @Test
    void hasLinesThatOthersWouldHaveTakenAway() {
        try (CapturedLog ofAnotherTest = new CapturedLog()) {
            limited.log("first");
            limited.log("second");
            assertThat(ofAnotherTest.text()).contains("first");
        }
        try (CapturedLog log = new CapturedLog()) {
            limited.log("third");
            assertThat(log.text()).contains("third");
        }
    }
}

package io.onesend.network.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ThreadCheckTest {

    @Test
    void failsWithTheNameAndStackOfAThreadThatIsLeft() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Thread left = start("left-behind-1", end);

        assertThatThrownBy(() -> ThreadCheck.assertNoThreadNamed(Duration.ofMillis(50), "other-", "left-behind-"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("left-behind-1")
                .hasMessageContaining("CountDownLatch.await");
        assertThatCode(() -> ThreadCheck.assertNoThreadNamed("other-")).doesNotThrowAnyException();

        end.countDown();
        left.join();
    }

    @Test
    void waitsForAThreadThatIsEnding() {
        CountDownLatch end = new CountDownLatch(1);
        start("soon-gone-1", end);
        end.countDown();

        assertThatCode(() -> ThreadCheck.assertNoThreadNamed("soon-gone-")).doesNotThrowAnyException();
    }

    private static Thread start(String name, CountDownLatch end) {
        Thread thread = new Thread(
                () -> {
                    try {
                        end.await();
                    } catch (InterruptedException stop) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}

package io.onesend.host.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BackgroundTaskTest {

    @Test
    void worksOnItsOwnThreadWhileTheOtherGoesOn() {
        CountDownLatch goneOn = new CountDownLatch(1);

        BackgroundTask<String> task = BackgroundTask.start("at work", () -> {
            awaitUninterruptibly(goneOn);
            return Thread.currentThread().getName();
        });
        goneOn.countDown();

        assertThat(task.await()).isEqualTo("at work");
        assertThat(task.await()).isEqualTo("at work");
    }

    @Test
    void failsAsTheWorkFailed() {
        RuntimeException failure = new IllegalArgumentException("no");
        Error error = new NoClassDefFoundError("gone");

        assertThatThrownBy(failing(failure)::await).isSameAs(failure);
        assertThatThrownBy(failing(error)::await).isSameAs(error);
    }

    private static BackgroundTask<String> failing(Throwable failure) {
        return BackgroundTask.start("failing", () -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        });
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}

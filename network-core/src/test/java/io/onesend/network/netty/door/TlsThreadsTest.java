package io.onesend.network.netty.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class TlsThreadsTest {

    @Test
    void refuseOneMoreThanMayWait() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<String> done = new CopyOnWriteArrayList<>();
        TlsThreads threads = new TlsThreads(1, 2);
        threads.execute(() -> {
            begun.countDown();
            awaitUninterrupted(goOn);
            done.add(Thread.currentThread().getName());
        });
        begun.await();
        threads.execute(() -> done.add("second"));
        CountDownLatch last = new CountDownLatch(1);
        threads.execute(last::countDown);

        assertThatThrownBy(() -> threads.execute(() -> done.add("too many")))
                .isInstanceOf(RejectedExecutionException.class);

        goOn.countDown();
        last.await();
        threads.close();
        assertThat(done).containsExactly("tls-0", "second");
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

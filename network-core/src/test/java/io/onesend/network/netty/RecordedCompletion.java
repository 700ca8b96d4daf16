package io.onesend.network.netty;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Records how writes end; another thread may wait for the first end. */
class RecordedCompletion implements SendWriter.Completion {

    final List<Throwable> failures = new CopyOnWriteArrayList<>();
    volatile int written;
    private final CountDownLatch ended = new CountDownLatch(1);

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // The I/O thread alone writes it.
    public void written() {
        written++;
        ended.countDown();
    }

    @Override
    public void failed(Throwable cause) {
        failures.add(cause);
        ended.countDown();
    }

    boolean hasEnded() {
        return ended.getCount() == 0;
    }

    boolean awaitEnd(long seconds) throws InterruptedException {
        return ended.await(seconds, TimeUnit.SECONDS);
    }

    /** Null if it succeeded. */
    @Nullable
    Throwable failure() {
        return failures.isEmpty() ? null : failures.get(0);
    }
}

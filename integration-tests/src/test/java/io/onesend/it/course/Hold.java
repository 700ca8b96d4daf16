package io.onesend.it.course;

import java.util.concurrent.CountDownLatch;

/** Holds up the thread that runs it, until it is released. */
final class Hold implements Runnable, AutoCloseable {

    private final CountDownLatch released = new CountDownLatch(1);

    @Override
    public void run() {
        try {
            released.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    void release() {
        released.countDown();
    }

    @Override
    public void close() {
        release();
    }
}

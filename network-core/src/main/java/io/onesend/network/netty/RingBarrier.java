package io.onesend.network.netty;

import io.netty.channel.EventLoop;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.uring.IoUringIoHandle;
import io.netty.channel.uring.IoUringIoOps;
import io.netty.util.concurrent.Promise;
import io.onesend.network.logic.IoThread;
import java.time.Duration;

/**
 * An operation of an io_uring loop that completes after all that was cancelled or closed before it. It has the kernel's own
 * thread do nothing, and what such a thread has done comes back through the queue that cancelled operations come back through.
 */
final class RingBarrier implements IoUringIoHandle {

    // From the kernel's io_uring.h, of 5.1 and 5.6.
    private static final byte OP_NOP = 0;
    private static final byte FLAG_ASYNC = 1 << 4;

    private static final int NO_SOCKET = -1;

    private final Promise<Void> passed;

    private RingBarrier(Promise<Void> passed) {
        this.passed = passed;
    }

    /**
     * Waits, on any thread but the loop's own.
     *
     * @param loop if it is none of io_uring's, there is nothing to wait for
     * @param limit for the kernel: it begins when the loop has run what it had queued
     * @return whether it was passed in time
     */
    static boolean await(EventLoop loop, Duration limit) {
        if (!(loop instanceof IoEventLoop ring) || !ring.isCompatible(RingBarrier.class)) {
            return true;
        }
        RingBarrier barrier = new RingBarrier(ring.newPromise());
        if (!ring.submit(() -> barrier.begin(ring)).awaitUninterruptibly().isSuccess()) {
            // Another Netty, whose operations have other parameters: nothing of ours was ever submitted.
            return true;
        }
        return barrier.passed.awaitUninterruptibly(limit.toMillis()) && barrier.passed.isSuccess();
    }

    @IoThread
    private void begin(IoEventLoop ring) {
        // On the loop's own thread this is done at once.
        IoRegistration registration = ring.register(this).syncUninterruptibly().getNow();
        short none = 0;
        registration.submit(new IoUringIoOps(OP_NOP, FLAG_ASYNC, none, NO_SOCKET, 0, 0, 0, 0, 0, none, none, 0, 0));
    }

    @Override
    @IoThread
    public void handle(IoRegistration registration, IoEvent event) {
        registration.cancel();
        passed.trySuccess(null);
    }

    @Override
    public void registered() {
        // Nothing to do until the operation is submitted.
    }

    @Override
    public void unregistered() {
        // Nothing is outstanding then.
    }

    @Override
    public void close() {
        passed.tryFailure(new IllegalStateException("the loop ends"));
    }
}

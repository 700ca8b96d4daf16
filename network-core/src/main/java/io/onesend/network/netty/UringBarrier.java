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
 * Waits until an io_uring loop has completed all operations that were cancelled or closed before. It submits a no-op that a
 * kernel thread executes; its completion arrives through the same queue as those of cancelled operations.
 */
final class UringBarrier implements IoUringIoHandle {

    // From the kernel's io_uring.h, of 5.1 and 5.6.
    private static final byte OP_NOP = 0;
    private static final byte FLAG_ASYNC = 1 << 4;

    private static final int NO_SOCKET = -1;

    private final Promise<Void> passed;

    private UringBarrier(Promise<Void> passed) {
        this.passed = passed;
    }

    /**
     * Waits, on any thread but the loop's own.
     *
     * @param loop returns at once if this is not an io_uring loop
     * @param limit for the kernel; counts from when the loop has run its queued tasks
     * @return whether the barrier was passed in time
     */
    static boolean await(EventLoop loop, Duration limit) {
        if (!(loop instanceof IoEventLoop ring) || !ring.isCompatible(UringBarrier.class)) {
            return true;
        }
        UringBarrier barrier = new UringBarrier(ring.newPromise());
        if (!ring.submit(() -> barrier.begin(ring)).awaitUninterruptibly().isSuccess()) {
            // Another Netty version whose operations have other parameters: nothing of ours was ever submitted.
            return true;
        }
        return barrier.passed.awaitUninterruptibly(limit.toMillis()) && barrier.passed.isSuccess();
    }

    @IoThread
    private void begin(IoEventLoop ring) {
        // On the loop's own thread this completes at once.
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
        // Nothing to do before the operation is submitted.
    }

    @Override
    public void unregistered() {
        // No operation is outstanding by then.
    }

    @Override
    public void close() {
        passed.tryFailure(new IllegalStateException("the loop ends"));
    }
}

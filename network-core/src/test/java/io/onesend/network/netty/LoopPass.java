package io.onesend.network.netty;

import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.Promise;

/** One pass of an event loop: it submits operations, handles what has completed, and runs tasks. */
final class LoopPass {

    private LoopPass() {}

    /** Waits until the loop has run its tasks, submitted the operations that they want, and handled what has completed then. */
    static void awaitNext(EventLoop loop) {
        Promise<Void> passed = loop.newPromise();
        ((SingleThreadEventLoop) loop)
                .executeAfterEventLoopIteration(() -> loop.execute(() -> passed.setSuccess(null)));
        passed.awaitUninterruptibly();
    }
}

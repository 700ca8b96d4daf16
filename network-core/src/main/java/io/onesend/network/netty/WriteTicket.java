package io.onesend.network.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import io.onesend.network.logic.IoThread;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The promise of a session's writes. One object serves all writes, because only one is outstanding at a time; a new promise for
 * each was most of the garbage of a delivered message. It notifies only its send queue: waiting for it, listening to it or
 * cancelling it is refused.
 */
@IoThread
final class WriteTicket implements ChannelPromise {

    private final Channel channel;
    private final SendQueue queue;
    private boolean done = true;
    private @Nullable Throwable cause;

    WriteTicket(Channel channel, SendQueue queue) {
        this.channel = channel;
        this.queue = queue;
    }

    /** Reuses the ticket for the next write; the write before must have ended. */
    WriteTicket next() {
        assert done : "two writes outstanding";
        done = false;
        cause = null;
        return this;
    }

    private boolean end(@Nullable Throwable failure) {
        if (done) {
            return false;
        }
        done = true;
        cause = failure;
        queue.operationComplete(this);
        return true;
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public boolean trySuccess() {
        return end(null);
    }

    @Override
    public boolean trySuccess(@Nullable Void result) {
        return end(null);
    }

    @Override
    public boolean tryFailure(Throwable failure) {
        return end(failure);
    }

    @Override
    public ChannelPromise setSuccess() {
        return setSuccess(null);
    }

    @Override
    public ChannelPromise setSuccess(@Nullable Void result) {
        if (!end(null)) {
            throw new IllegalStateException("has ended already");
        }
        return this;
    }

    @Override
    public ChannelPromise setFailure(Throwable failure) {
        if (!end(failure)) {
            throw new IllegalStateException("has ended already");
        }
        return this;
    }

    @Override
    public boolean setUncancellable() {
        return true;
    }

    @Override
    public boolean isDone() {
        return done;
    }

    @Override
    public boolean isSuccess() {
        return done && cause == null;
    }

    @Override
    public @Nullable Throwable cause() {
        return cause;
    }

    @Override
    public @Nullable Void getNow() {
        return null;
    }

    @Override
    public boolean isVoid() {
        return false;
    }

    @Override
    public ChannelPromise unvoid() {
        return this;
    }

    @Override
    public boolean isCancellable() {
        return false;
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return false;
    }

    // ---- refused: by the time these could answer, this object belongs to another write

    private static UnsupportedOperationException refused() {
        return new UnsupportedOperationException("a session's write is followed by its send queue only");
    }

    @Override
    public ChannelPromise addListener(GenericFutureListener<? extends Future<? super Void>> listener) {
        throw refused();
    }

    @Override
    @SafeVarargs
    public final ChannelPromise addListeners(GenericFutureListener<? extends Future<? super Void>>... listeners) {
        throw refused();
    }

    @Override
    public ChannelPromise removeListener(GenericFutureListener<? extends Future<? super Void>> listener) {
        throw refused();
    }

    @Override
    @SafeVarargs
    public final ChannelPromise removeListeners(GenericFutureListener<? extends Future<? super Void>>... listeners) {
        throw refused();
    }

    @Override
    public ChannelPromise sync() {
        throw refused();
    }

    @Override
    public ChannelPromise syncUninterruptibly() {
        throw refused();
    }

    @Override
    public ChannelPromise await() {
        throw refused();
    }

    @Override
    public boolean await(long timeout, TimeUnit unit) {
        throw refused();
    }

    @Override
    public boolean await(long timeoutMillis) {
        throw refused();
    }

    @Override
    public ChannelPromise awaitUninterruptibly() {
        throw refused();
    }

    @Override
    public boolean awaitUninterruptibly(long timeout, TimeUnit unit) {
        throw refused();
    }

    @Override
    public boolean awaitUninterruptibly(long timeoutMillis) {
        throw refused();
    }

    @Override
    public Void get() {
        throw refused();
    }

    @Override
    public Void get(long timeout, TimeUnit unit) {
        throw refused();
    }
}

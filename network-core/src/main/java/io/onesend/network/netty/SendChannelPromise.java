package io.onesend.network.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.AbstractFuture;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import io.onesend.network.logic.IoThread;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells a {@link SendWriter.Completion} how the channel's write has ended. One object serves all writes of a session, because
 * only one is outstanding at a time; a new promise for each was most of the garbage of a delivered message. Nobody else may
 * listen to it, wait for it or cancel it: by then it may belong to another write.
 */
@IoThread
final class SendChannelPromise extends AbstractFuture<Void> implements ChannelPromise {

    private final Channel channel;

    /** Null when no write is outstanding. */
    private SendWriter.@Nullable Completion completion;

    private @Nullable Throwable cause;

    SendChannelPromise(Channel channel) {
        this.channel = channel;
    }

    /** Begins the next write; the one before has ended. */
    void begin(SendWriter.Completion told) {
        completion = told;
        cause = null;
    }

    private boolean end(@Nullable Throwable failure) {
        SendWriter.Completion told = completion;
        if (told == null) {
            return false;
        }
        // First, because the completion may begin the next write.
        completion = null;
        cause = failure;
        if (failure == null) {
            told.written();
        } else {
            told.failed(failure);
        }
        return true;
    }

    private ChannelPromise endOrThrow(@Nullable Throwable failure) {
        if (!end(failure)) {
            throw new IllegalStateException("no write is outstanding");
        }
        return this;
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
        return endOrThrow(null);
    }

    @Override
    public ChannelPromise setSuccess(@Nullable Void result) {
        return endOrThrow(null);
    }

    @Override
    public ChannelPromise setFailure(Throwable failure) {
        return endOrThrow(failure);
    }

    @Override
    public boolean isDone() {
        return completion == null;
    }

    @Override
    public boolean isSuccess() {
        return isDone() && cause == null;
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
    public boolean setUncancellable() {
        return true;
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

    // ---- refused

    private static UnsupportedOperationException refused() {
        return new UnsupportedOperationException("only its send queue may follow a session's write");
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
}

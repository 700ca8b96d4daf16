package io.onesend.network.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.onesend.network.logic.AnyThread;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The connections that a server's ports have accepted and that are still open, so that some of the process's file descriptors
 * are left for everything else: an admin port, a database, a log.
 */
@AnyThread
final class OpenConnections {

    /** Descriptors that are left alone. */
    private static final int LEFT_ALONE = 64;

    /** A listening socket may bring some more after it was told to pause; beyond these they are closed. */
    private static final int SURPLUS = LEFT_ALONE / 2;

    private final int most;
    private final AtomicInteger open = new AtomicInteger();
    private final ChannelFutureListener closed = connection -> open.decrementAndGet();

    OpenConnections(long most) {
        this.most = (int) Math.min(Integer.MAX_VALUE - SURPLUS, Math.max(1, most));
    }

    /** As many as the process may still open files, but for those that are left alone. */
    static OpenConnections within(FileDescriptors files) {
        return new OpenConnections(files.free() - LEFT_ALONE);
    }

    static OpenConnections unlimited() {
        return new OpenConnections(Integer.MAX_VALUE);
    }

    int most() {
        return most;
    }

    /** Counts a connection until it is closed; false if it is one too many, and not counted. */
    boolean add(Channel accepted) {
        if (open.incrementAndGet() > most + SURPLUS) {
            open.decrementAndGet();
            return false;
        }
        accepted.closeFuture().addListener(closed);
        return true;
    }

    /** Whether nothing more should be accepted for now. */
    boolean isFull() {
        return open.get() >= most;
    }
}

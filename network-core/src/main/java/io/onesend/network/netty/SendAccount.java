package io.onesend.network.netty;

import io.onesend.network.logic.AnyThread;
import io.onesend.network.netty.SendQueue.Offer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** The bytes that one session has queued, counted before they are accepted against its own limit and the server's. */
@AnyThread
final class SendAccount {

    private static final VarHandle QUEUED;

    static {
        try {
            QUEUED = MethodHandles.lookup().findVarHandle(SendAccount.class, "queued", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final ByteBudget server;
    private final long limit;
    private volatile long queued;

    SendAccount(ByteBudget server, long limit) {
        this.server = server;
        this.limit = limit;
    }

    /** Takes the bytes, or takes nothing and says which limit is in the way. */
    Offer reserve(int bytes) {
        if (!server.reserve(bytes)) {
            return Offer.SERVER_FULL;
        }
        while (true) {
            long before = queued;
            if (before + bytes > limit) {
                server.giveBack(bytes);
                return Offer.SESSION_FULL;
            }
            if (QUEUED.compareAndSet(this, before, before + bytes)) {
                return Offer.ACCEPTED;
            }
        }
    }

    void giveBack(long bytes) {
        QUEUED.getAndAdd(this, -bytes);
        server.giveBack(bytes);
    }

    /** Accepted and not yet written. */
    long queued() {
        return queued;
    }

    long limit() {
        return limit;
    }
}

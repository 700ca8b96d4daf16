package io.onesend.network.netty;

import io.onesend.network.logic.AnyThread;
import io.onesend.network.netty.SendQueue.Offer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Counts one session's queued bytes against its own limit and the server's, before packets are accepted. */
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

    private final SendBudget server;
    private final long limit;
    private volatile long queued;

    SendAccount(SendBudget server, long limit) {
        this.server = server;
        this.limit = limit;
    }

    /** Takes the bytes, or takes nothing and returns which limit is reached. */
    Offer reserve(int bytes) {
        if (!server.reserve(bytes)) {
            return Offer.SERVER_FULL;
        }
        if (!reserveOwn(bytes)) {
            server.giveBack(bytes);
            return Offer.SESSION_FULL;
        }
        return Offer.ACCEPTED;
    }

    /** Takes bytes that already count against the server's limit, or takes nothing. */
    boolean reserveOwn(int bytes) {
        while (true) {
            long before = queued;
            if (before + bytes > limit) {
                return false;
            }
            if (QUEUED.compareAndSet(this, before, before + bytes)) {
                return true;
            }
        }
    }

    /** Undoes {@link #reserveOwn}. */
    void giveBackOwn(long bytes) {
        QUEUED.getAndAdd(this, -bytes);
    }

    void giveBack(long bytes) {
        giveBackOwn(bytes);
        server.giveBack(bytes);
    }

    /** Bytes accepted and not yet written. */
    long queued() {
        return queued;
    }

    SendBudget server() {
        return server;
    }

    long limit() {
        return limit;
    }
}

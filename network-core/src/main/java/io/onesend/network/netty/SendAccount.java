package io.onesend.network.netty;

import io.onesend.network.logic.AnyThread;
import io.onesend.network.netty.SendQueue.Offer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Counts one session's queued bytes against its own limit and the server's, before packets are accepted, and knows whether the
 * session is writable. What was written is counted for the session's endpoint.
 *
 * <pre>
 *   writable ────► waits for its own bytes       an offer reaches the high mark, or finds no room
 *   writable ────► waits for the server's bytes  an offer finds no room under the server's limit
 *   waits for its own bytes ──────► writable     they have fallen to the level it waits for: its owner is told
 *   waits for the server's bytes ─► writable     the {@link SendBudget} has room for it: its owner is told
 *   any ─────────► closed                        its owner is told nothing more
 * </pre>
 *
 * Whoever changes the bytes looks at the state afterwards, and whoever changes the state looks at the bytes, so that no change is
 * missed. The owner is told exactly once for each time that the session was not writable. Offers below the high mark do not read
 * the state.
 */
@AnyThread
final class SendAccount {

    /** Is told when its session is writable again, on the thread that gave bytes back, or found them given back. */
    interface Owner {
        void becameWritable();
    }

    private static final long WRITABLE = -1;
    private static final long WAITS_FOR_SERVER = -2;
    private static final long CLOSED = -3;

    private static final VarHandle QUEUED;
    private static final VarHandle WAITS_FOR;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            QUEUED = lookup.findVarHandle(SendAccount.class, "queued", long.class);
            WAITS_FOR = lookup.findVarHandle(SendAccount.class, "waitsFor", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final SendBudget server;
    private final SendLimits limits;
    private final Owner owner;
    private final SendLaneCounters written;
    private volatile long queued;

    /** The level of its own bytes that it waits for, or one of the constants. */
    private volatile long waitsFor = WRITABLE;

    SendAccount(SendBudget server, SendLimits limits, Owner owner, SendLaneCounters written) {
        this.server = server;
        this.limits = limits;
        this.owner = owner;
        this.written = written;
    }

    /** Takes the bytes, or takes nothing and returns which limit is reached. */
    Offer reserve(int bytes) {
        if (!server.reserve(bytes)) {
            return bytes > limits.longest() ? Offer.TOO_LONG : Offer.SERVER_FULL;
        }
        if (!reserveOwn(bytes)) {
            server.giveBack(bytes);
            return bytes > limits.longest() ? Offer.TOO_LONG : Offer.SESSION_FULL;
        }
        return Offer.ACCEPTED;
    }

    /** Takes bytes that already count against the server's limit, or takes nothing. */
    boolean reserveOwn(int bytes) {
        while (true) {
            long before = queued;
            long after = before + bytes;
            if (after > limits.most() && (before != 0 || bytes > limits.longest())) {
                return false;
            }
            if (QUEUED.compareAndSet(this, before, after)) {
                if (after >= limits.high() && before < limits.high()) {
                    settle();
                }
                return true;
            }
        }
    }

    /** Undoes {@link #reserveOwn}. */
    void giveBackOwn(long bytes) {
        long left = (long) QUEUED.getAndAdd(this, -bytes) - bytes;
        long level = waitsFor;
        if (level >= 0 && left <= level) {
            becomeWritable(level);
        }
    }

    /** The server's first: whoever is woken by the session's room finds it at the server too, and the sum never shows both. */
    void giveBack(long bytes) {
        server.giveBack(bytes);
        giveBackOwn(bytes);
    }

    // ---- writable, or not

    /**
     * The session had no room for a packet: its owner is told when it has. The packet may have been refused for the number of
     * packets waiting, so the level is not above half of what is queued.
     */
    void awaitRoom(int bytes) {
        long room = Math.max(0, limits.most() - bytes);
        long level = Math.min(limits.low(), Math.min(room, queued / 2));
        WAITS_FOR.compareAndSet(this, WRITABLE, level);
        settle();
    }

    /** The server had no room for a packet: the session's owner is told when it has, unless it waits for its own bytes. */
    void awaitServer(int bytes) {
        if (!WAITS_FOR.compareAndSet(this, WRITABLE, WAITS_FOR_SERVER)) {
            return;
        }
        server.await(this, bytes);
        if (waitsFor == CLOSED) {
            // Perhaps before it stood in line.
            server.forget(this);
        }
    }

    /** The server has room; false if this session does not wait for it any more. */
    boolean serverHasRoom() {
        return becomeWritable(WAITS_FOR_SERVER);
    }

    private boolean becomeWritable(long from) {
        boolean changed = WAITS_FOR.compareAndSet(this, from, WRITABLE);
        if (changed) {
            owner.becameWritable();
        }
        settle();
        return changed;
    }

    /** Makes the state fit the bytes. */
    private void settle() {
        while (true) {
            long level = waitsFor;
            long now = queued;
            if (level >= 0 && now <= level) {
                if (WAITS_FOR.compareAndSet(this, level, WRITABLE)) {
                    owner.becameWritable();
                }
            } else if (level == WRITABLE && now >= limits.high()) {
                WAITS_FOR.compareAndSet(this, WRITABLE, limits.low());
            } else {
                return;
            }
        }
    }

    /** Once a second: nothing may have been given back since others were told of room and did not take it. */
    void lookForRoomAtServer() {
        if (waitsFor == WAITS_FOR_SERVER) {
            server.tellOfRoom();
        }
    }

    boolean isWritable() {
        return waitsFor == WRITABLE;
    }

    void close() {
        if ((long) WAITS_FOR.getAndSet(this, CLOSED) == WAITS_FOR_SERVER) {
            server.forget(this);
        }
    }

    // ----

    /** Bytes accepted and not yet written. */
    long queued() {
        return queued;
    }

    SendBudget server() {
        return server;
    }

    SendLimits limits() {
        return limits;
    }

    /** Where this session's writes are counted, on its I/O thread. */
    SendLaneCounters written() {
        return written;
    }
}

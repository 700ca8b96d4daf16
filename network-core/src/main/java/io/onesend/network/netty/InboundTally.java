package io.onesend.network.netty;

import io.onesend.network.NetworkConfig;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import io.onesend.network.logic.LogicThread;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Counts one session's packets and their bytes that are not handled yet, and makes reading stop at the high marks and go on at the
 * low marks. The bytes also count for the server's {@link InboundBudget}.
 */
final class InboundTally {

    private static final VarHandle READING_STOPPED;
    private static final VarHandle APPENDED;
    private static final VarHandle HANDLED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            READING_STOPPED = lookup.findVarHandle(InboundTally.class, "readingStopped", boolean.class);
            APPENDED = lookup.findVarHandle(InboundTally.class, "appended", long.class);
            HANDLED = lookup.findVarHandle(InboundTally.class, "handled", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final NetworkConfig.Inbound marks;
    private final InboundBudget server;

    private volatile boolean readingStopped;
    /** Total appended, an {@link InboundCount}; written by the I/O thread, without a fence for each packet. */
    private volatile long appended;
    /** Total handled, an {@link InboundCount}; written by the logic thread, and by the thread that ends the session. */
    private volatile long handled;

    InboundTally(SessionContext context) {
        this.marks = context.config().inbound();
        this.server = context.shared().inboundBudget();
    }

    // ---- I/O thread

    /** Counts a packet without bytes; returns whether the next may be cut. */
    @IoThread
    boolean add() {
        return InboundCount.packets(count(InboundCount.ONE_PACKET)) < marks.high() || !stopReading();
    }

    /** Counts a packet and bytes, which the server counts already; returns whether the next may be cut. */
    @IoThread
    boolean add(long bytes) {
        long waiting = count(InboundCount.ONE_PACKET + InboundCount.ofBytes(bytes));
        boolean isBelow = InboundCount.packets(waiting) < marks.high()
                && InboundCount.bytes(waiting) < marks.highBytes()
                && !server.isFull();
        return isBelow || !stopReading();
    }

    /** Adds to the total; returns what waits now. */
    private long count(long more) {
        long total = (long) APPENDED.get(this) + more;
        APPENDED.setRelease(this, total);
        return total - handled;
    }

    /**
     * Asks for the session to be told when the low marks are reached. Returns false if everything is handled by now: then it may
     * not be told, and goes on.
     */
    @IoThread
    boolean stopReading() {
        askToBeTold();
        return waiting() != 0 || !READING_STOPPED.compareAndSet(this, true, false);
    }

    /** A volatile store: a thread that sees it also sees the count before it, and later reads of this thread come after it. */
    @IoThread
    void askToBeTold() {
        readingStopped = true;
    }

    /** Reading goes on for another reason. It does no harm if the session is told all the same. */
    @IoThread
    void needNotBeTold() {
        readingStopped = false;
    }

    // ---- logic thread

    /**
     * Counts what a turn has handled, an {@link InboundCount}.
     *
     * @return whether the session has to be told to read on
     */
    @LogicThread
    boolean handled(long done) {
        long before = handled;
        long after = before + done;
        long bytes = InboundCount.bytes(done);
        if (bytes > 0) {
            // First: a session that is seen with nothing to handle holds nothing, and may give its turn to another.
            server.giveBack(bytes);
        }
        if (!HANDLED.compareAndSet(this, before, after)) {
            server.take(bytes);
            return false; // The session has ended on its I/O thread, which gave everything back.
        }
        return readingStopped && isLow(appended - after) && READING_STOPPED.compareAndSet(this, true, false);
    }

    private boolean isLow(long waiting) {
        return InboundCount.packets(waiting) <= marks.low() && InboundCount.bytes(waiting) <= marks.lowBytes();
    }

    /** Whether the session waits for the server's budget, with nothing to handle; then it has to be told to look again. */
    @LogicThread
    boolean waitsForTheServer() {
        return readingStopped && waiting() == 0 && READING_STOPPED.compareAndSet(this, true, false);
    }

    // ---- any thread

    /** Packets not handled yet and their bytes: an {@link InboundCount}. */
    @AnyThread
    long waiting() {
        return appended - handled;
    }

    /** The session has ended: what was not handled never will be. Called again, it gives back what came since. */
    @AnyThread
    void giveBackAll() {
        long all = appended;
        long rest = InboundCount.bytes(all - (long) HANDLED.getAndSet(this, all));
        if (rest > 0) {
            server.giveBack(rest);
        }
    }
}

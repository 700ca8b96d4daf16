package io.onesend.network.netty;

import io.netty.util.concurrent.Future;
import io.onesend.network.DisconnectReason;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A session's deadline. Any thread sets it; the I/O thread ends the session when it has passed.
 *
 * <p>The lane's sweep visits every session once a second. It gives a timer to a deadline that ends before the next sweep, and so
 * does the thread that sets such a deadline; all others cost nothing until then. A timer that rings too early, because the
 * deadline was moved meanwhile, looks at the new one. So a deadline that is moved at each packet has a timer that is set again
 * when it rings, not at each packet.
 */
final class SessionDeadline {

    /**
     * A time and the reason to close with when it has passed.
     *
     * @param setAt by the lane's clock
     * @param nanos time from setAt, or from the last whole packet if that came later
     */
    private record Limit(long setAt, long nanos, boolean isOfSilence, DisconnectReason reason) {
        long end(long lastPacket) {
            return (isOfSilence && lastPacket - setAt > 0 ? lastPacket : setAt) + nanos;
        }
    }

    private static final long NO_TIMER = Long.MIN_VALUE;

    private static final VarHandle RINGS_AT;

    static {
        try {
            RINGS_AT = MethodHandles.lookup().findVarHandle(SessionDeadline.class, "ringsAt", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final NettySession session;
    private final SendLane lane;

    // Any thread. Each side writes one of these and then reads the other, so that one of them sees what has to be done.
    private volatile @Nullable Limit limit;
    private volatile long ringsAt = NO_TIMER;

    // I/O thread.
    private @Nullable Future<?> timer;
    private long lastPacket;
    private long packets;

    SessionDeadline(NettySession session, SendLane lane) {
        this.session = session;
        this.lane = lane;
    }

    /** Replaces the deadline. */
    @AnyThread
    void set(Duration time, boolean isOfSilence, DisconnectReason reason) {
        long now = lane.clock();
        Limit next = new Limit(now, time.toNanos(), isOfSilence, reason);
        limit = next;
        ringBeforeNextSweep(next.end(now));
    }

    @AnyThread
    void clear() {
        limit = null;
    }

    /** Whether a timer is set, or about to be. */
    @AnyThread
    boolean hasTimer() {
        return ringsAt != NO_TIMER;
    }

    /** Sets a timer, unless the next sweep or a timer that is set comes first. */
    @AnyThread
    private void ringBeforeNextSweep(long end) {
        long before = ringsAt;
        while (end - lane.nextSweep() < 0 && (before == NO_TIMER || end - before < 0)) {
            if (RINGS_AT.compareAndSet(this, before, end)) {
                if (lane.inEventLoop()) {
                    startTimer();
                } else {
                    session.executeOnEventLoop(this::startTimer);
                }
                return;
            }
            before = ringsAt;
        }
    }

    @IoThread
    private void startTimer() {
        assert lane.inEventLoop();
        long at = ringsAt;
        if (at == NO_TIMER) {
            return;
        }
        if (timer != null) {
            timer.cancel(false);
        }
        timer = lane.schedule(this::ring, at - lane.clock());
    }

    /** If this thread stood still, the next sweep is the first to check. */
    @IoThread
    private void ring() {
        timer = null;
        ringsAt = NO_TIMER;
        if (session.isOpen() && !lane.standsStill()) {
            DisconnectReason over = passed(lane.clock());
            if (over != null) {
                session.abort(over);
            }
        }
    }

    /** The reason to end the session, or null. Sets a timer for a deadline that ends before the next sweep. */
    @IoThread
    @Nullable
    DisconnectReason passed(long now) {
        assert lane.inEventLoop();
        Limit set = limit;
        if (set == null) {
            return null;
        }
        long end = set.end(lastPacket);
        if (now - end >= 0) {
            return set.reason();
        }
        ringBeforeNextSweep(end);
        return null;
    }

    /** Called at the end of a read that brought whole packets. The clock is read only for a deadline of silence. */
    @IoThread
    void received(long packetsSoFar) {
        assert lane.inEventLoop();
        Limit set = limit;
        if (set != null && set.isOfSilence() && packetsSoFar != packets) {
            packets = packetsSoFar;
            lastPacket = lane.clock();
        }
    }
}

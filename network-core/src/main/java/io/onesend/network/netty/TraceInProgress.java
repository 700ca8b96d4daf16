package io.onesend.network.netty;

import io.onesend.network.PacketTrace;
import io.onesend.network.PacketTracer;
import io.onesend.network.events.NetworkEvents;
import io.onesend.network.events.PacketTraceEvent;
import io.onesend.network.log.RateLimitedLog;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import io.onesend.network.logic.LogicThread;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Notes the times of one packet: on the I/O thread of its session, then on the logic thread, then on the I/O threads of those that
 * are sent something by its listener. The last of these makes the trace. A packet that is dropped unhandled leaves none.
 */
final class TraceInProgress {

    private static final RateLimitedLog FAILURES =
            new RateLimitedLog(LoggerFactory.getLogger(TraceInProgress.class), Level.ERROR);

    /** That of the packet whose listener runs on this thread. */
    private static final ThreadLocal<TraceInProgress> HANDLED = new ThreadLocal<>();

    private static final long NOT_YET = -1;

    private final NettySession session;
    private final PacketTracer tracer;
    private final int bytes;
    private final Instant read = Instant.now();
    private final long start = System.nanoTime();
    private final @Nullable PacketTraceEvent event = NetworkEvents.packetTraceBegun();

    // The I/O thread of its session. The inbound queue publishes it to the logic thread.
    private String packet = "";
    private long decoded;

    // The logic thread. The count below publishes it to the thread that makes the trace.
    private long logicBegun;
    private long logicDone;
    private long encoded = NOT_YET;
    private int sends;

    // Any thread.
    /** The listener's call, and each packet that it has sent and that is still in a queue. */
    private final AtomicInteger outstanding = new AtomicInteger(1);

    private final AtomicLong firstWritten = new AtomicLong(NOT_YET);
    private final AtomicLong lastWritten = new AtomicLong(NOT_YET);

    @IoThread
    TraceInProgress(NettySession session, int bytes, PacketTracer tracer) {
        assert session.inEventLoop();
        this.session = session;
        this.bytes = bytes;
        this.tracer = tracer;
    }

    private long sinceStart() {
        return System.nanoTime() - start;
    }

    @IoThread
    void decoded(Object made) {
        assert session.inEventLoop();
        packet = made.getClass().getSimpleName();
        decoded = sinceStart();
    }

    @LogicThread
    void logicBegun() {
        assert session.logicLoop().inLoop();
        logicBegun = sinceStart();
        HANDLED.set(this);
    }

    @LogicThread
    void logicDone() {
        assert session.logicLoop().inLoop();
        HANDLED.remove();
        logicDone = sinceStart();
        ended();
    }

    /** The trace of the packet whose listener is running on the calling thread; null: there is none. */
    @AnyThread
    static @Nullable TraceInProgress handledHere() {
        return HANDLED.get();
    }

    /** The listener sends a packet: called before the packet is in a queue, because it may be written at once. */
    @LogicThread
    void sends() {
        assert session.logicLoop().inLoop();
        if (sends == 0) {
            encoded = sinceStart();
        }
        sends++;
        outstanding.incrementAndGet();
    }

    /** The queue has not accepted it. */
    @LogicThread
    void refused() {
        assert session.logicLoop().inLoop();
        sends--;
        outstanding.decrementAndGet();
    }

    /** The write with a packet of this trace has ended. */
    @AnyThread
    void written() {
        long now = sinceStart();
        firstWritten.compareAndSet(NOT_YET, now);
        lastWritten.accumulateAndGet(now, Math::max);
        ended();
    }

    /** The packet was dropped, because the session of its receiver has ended. */
    @AnyThread
    void dropped() {
        ended();
    }

    private void ended() {
        if (outstanding.decrementAndGet() != 0) {
            return;
        }
        PacketTrace trace = trace();
        if (event != null) {
            event.ended(session, trace);
        }
        try {
            tracer.traced(trace);
        } catch (RuntimeException failed) {
            FAILURES.log(failed, "the tracer failed on a packet of session {}", session.id());
        }
    }

    private PacketTrace trace() {
        return new PacketTrace(
                session.id(),
                session.remoteAddress(),
                packet,
                bytes,
                read,
                Duration.ofNanos(decoded),
                Duration.ofNanos(logicBegun),
                Duration.ofNanos(logicDone),
                sends,
                sends == 0 ? null : durationOf(encoded),
                durationOf(firstWritten.get()),
                durationOf(lastWritten.get()));
    }

    private static @Nullable Duration durationOf(long nanos) {
        return nanos == NOT_YET ? null : Duration.ofNanos(nanos);
    }
}

package io.onesend.host.drain;

import io.onesend.chat.Draining;
import io.onesend.host.config.DrainConfig;
import io.onesend.host.drain.DrainStatus.Phase;
import io.onesend.network.log.Counted;
import io.onesend.network.logic.AnyThread;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One drain, from its grace to its end, unless it is undone. One thread runs it; others look at it, hurry it and undo it.
 *
 * <pre>
 * GRACE → CLOSING → OVER
 *   └→ undone
 * </pre>
 */
@AnyThread
final class DrainRun {

    /** Fewer sessions than this in each second of the closing time are closed in less time, unless an operator chose the time. */
    static final int CLOSES_PER_SECOND = 100;

    private static final Logger LOG = LoggerFactory.getLogger(DrainRun.class);

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    /** How long the ends of what was cut may take to be seen. */
    private static final Duration ENDS_WITHIN = Duration.ofMillis(200);

    private final DrainTarget target;

    // All guarded by this.
    private Phase phase = Phase.GRACE;
    private boolean undone;
    private boolean chosen;
    private Duration over;
    private long closesAt;
    private long cutsAt;
    private @Nullable Draining closing;

    private DrainRun(DrainTarget target, Duration grace, Duration over, boolean chosen, Duration rest) {
        this.target = target;
        this.over = over;
        this.chosen = chosen;
        long now = System.nanoTime();
        closesAt = now + grace.toNanos();
        cutsAt = closesAt + over.plus(rest).toNanos();
    }

    /**
     * A drain that an operator asks for.
     *
     * @param over null: what is configured
     */
    static DrainRun asked(DrainTarget target, DrainConfig config, @Nullable Duration over) {
        return new DrainRun(target, config.grace(), over == null ? config.over() : over, over != null, config.rest());
    }

    /** The drain of a stop: without a grace that nobody would notice. */
    static DrainRun ofStop(DrainTarget target, DrainConfig config) {
        Duration grace = target.isWatched() ? config.grace() : Duration.ZERO;
        return new DrainRun(target, grace, config.over(), false, config.rest());
    }

    /** Runs it to its end, or until it is undone. */
    void run() throws InterruptedException {
        if (!awaitGrace()) {
            return;
        }
        target.stopListening();
        int sessions = target.sessions();
        Draining begun = close(sessions);
        if (!awaitEnd(begun)) {
            LOG.warn("{} cut off at the end of the drain", Counted.of(target.sessions(), "session"));
            begun.cut();
            extend(ENDS_WITHIN);
            awaitEnd(begun);
        }
        if (begun.done().toCompletableFuture().isCompletedExceptionally()) {
            LOG.warn("the users were not told that this host stops: the logic loop is closed");
        }
        over();
    }

    private synchronized boolean awaitGrace() throws InterruptedException {
        for (long left = closesAt - System.nanoTime(); left > 0 && !undone; left = closesAt - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        if (!undone) {
            phase = Phase.CLOSING;
        }
        return !undone;
    }

    private synchronized Draining close(int sessions) {
        Duration time = chosen ? over : atMost(over, sessions);
        if (sessions > 0) {
            LOG.info("closing {} over {} ms", Counted.of(sessions, "session"), time.toMillis());
        }
        Draining begun = target.closeSessions(time);
        closing = begun;
        return begun;
    }

    private static Duration atMost(Duration over, int sessions) {
        Duration enough = Duration.ofMillis(sessions * 1_000L / CLOSES_PER_SECOND);
        return enough.compareTo(over) < 0 ? enough : over;
    }

    /** Returns false if sessions are left at the limit. */
    private synchronized boolean awaitEnd(Draining begun) throws InterruptedException {
        while (!begun.done().toCompletableFuture().isDone() || target.sessions() > 0) {
            if (cutsAt - System.nanoTime() <= 0) {
                return false;
            }
            if (begun.done().toCompletableFuture().isDone()) {
                begun.closeLate();
            }
            TimeUnit.NANOSECONDS.timedWait(this, LOOK_EVERY.toNanos());
        }
        return true;
    }

    private synchronized void extend(Duration more) {
        cutsAt = System.nanoTime() + more.toNanos();
    }

    private synchronized void over() {
        phase = Phase.OVER;
        notifyAll();
    }

    /** Whoever stops the server waits no longer than for a drain of its own. */
    synchronized void hurry(DrainConfig config) {
        DrainRun own = ofStop(target, config);
        if (phase == Phase.GRACE) {
            closesAt = earlier(closesAt, own.closesAt);
            over = over.compareTo(own.over) < 0 ? over : own.over;
            chosen = false;
        } else if (closing != null) {
            closing.closeWithin(atMost(own.over, target.sessions()));
        }
        cutsAt = earlier(cutsAt, own.cutsAt);
        notifyAll();
    }

    /** Cuts everything off now. */
    synchronized void cut() {
        closesAt = earlier(closesAt, System.nanoTime());
        cutsAt = closesAt;
        notifyAll();
    }

    private static long earlier(long one, long other) {
        return one - other < 0 ? one : other;
    }

    /** Returns false if it is too late. */
    synchronized boolean undo() {
        if (phase == Phase.GRACE) {
            undone = true;
            notifyAll();
        }
        return undone;
    }

    synchronized void awaitOver() throws InterruptedException {
        while (phase != Phase.OVER) {
            wait();
        }
    }

    synchronized DrainStatus status() {
        long now = System.nanoTime();
        return new DrainStatus(phase, target.sessions(), millis(closesAt - now), millis(cutsAt - now));
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(Math.max(0, nanos));
    }
}

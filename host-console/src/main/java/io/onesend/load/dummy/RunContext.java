package io.onesend.load.dummy;

import io.onesend.load.LatencyKind;
import io.onesend.load.LoadCount;
import io.onesend.load.LoadPlan;
import java.net.InetSocketAddress;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What the dummies of a run share. */
final class RunContext {

    /** Opens the connections. */
    @FunctionalInterface
    interface Connector {
        /** Reports to the link what becomes of the connection, or to {@code failed} why there is none. */
        void connect(Link link, InetSocketAddress to, @Nullable InetSocketAddress from, Consumer<String> failed);
    }

    final LoadPlan plan;
    final Tally tally = new Tally();
    final FailureReasons reasons = new FailureReasons();
    final Latencies latencies = new Latencies();
    final Timers timers = new Timers();
    final SplittableRandom random;
    final int run;

    private final Connector connector;
    private final LongSupplier clock;
    private final AtomicInteger connections = new AtomicInteger();
    private int nextSource;

    /** Turns begun and not yet ended. Messages are in the tally instead. */
    private int turnsUnderWay;

    private Phase phase = Phase.STARTING;
    private boolean isMeasuring;
    private long measuredFrom;

    RunContext(LoadPlan plan, Connector connector, LongSupplier clock, int run) {
        this.plan = plan;
        this.connector = connector;
        this.clock = clock;
        this.run = run;
        this.random = new SplittableRandom(plan.seed());
    }

    long now() {
        return clock.getAsLong();
    }

    Phase phase() {
        return phase;
    }

    void enter(Phase next) {
        phase = next;
    }

    /** Whether what begins at this time is measured. */
    boolean measures(long nanos) {
        return isMeasuring && nanos - measuredFrom >= 0;
    }

    void measureFrom(long nanos) {
        isMeasuring = true;
        measuredFrom = nanos;
    }

    /** Records how long after its intended time something is done, unless it belongs to the warm-up. */
    void done(LatencyKind kind, long intended) {
        recordAge(kind, now(), now() - intended);
    }

    /** Records the duration of something that happens only before the work. */
    void prepared(LatencyKind kind, long begun) {
        latencies.record(kind, now() - begun);
    }

    private void recordAge(LatencyKind kind, long now, long age) {
        if (measures(now - age)) {
            latencies.record(kind, age);
        }
    }

    /** Counts an arrival; returns whether it is the first of its message. */
    boolean arrived(LoadCount verdict, MessageIdentity identity) {
        boolean first = verdict == LoadCount.DELIVERED || verdict == LoadCount.REORDERED;
        if (first && phase.compareTo(Phase.LATE) >= 0) {
            tally.add(LoadCount.LATE);
            return true;
        }
        tally.add(verdict);
        if (first) {
            long now = now();
            recordAge(LatencyKind.DELIVERY, now, identity.age(now));
        }
        return first;
    }

    void connectionOpened() {
        connections.setRelease(connections.getPlain() + 1);
        tally.add(LoadCount.CONNECTED);
    }

    void connectionEnded() {
        connections.setRelease(connections.getPlain() - 1);
    }

    /** Connections open now. Any thread. */
    int connections() {
        return connections.getAcquire();
    }

    void turnBegun() {
        turnsUnderWay++;
    }

    void turnOver() {
        turnsUnderWay--;
    }

    /** The number of turns and deliveries still to wait for. */
    long underWay() {
        return turnsUnderWay + tally.of(LoadCount.EXPECTED) - tally.arrived() - tally.of(LoadCount.LOST);
    }

    /** Opens a connection to one of the plan's hosts: which one, the turn says. */
    void connect(Link link, Link.Owner owner, int turn) {
        InetSocketAddress from = nextSource();
        InetSocketAddress to = plan.resumes()
                ? plan.resumeAt().get(Math.floorMod(turn, plan.resumeAt().size()))
                : plan.target();
        connector.connect(link, to, from, owner::failed);
    }

    private @Nullable InetSocketAddress nextSource() {
        if (plan.sourceAddresses() == 0) {
            return null;
        }
        int number = nextSource++ % plan.sourceAddresses() + 1;
        return new InetSocketAddress("127." + (number >> 16) + "." + (number >> 8 & 255) + "." + (number & 255), 0);
    }

    void refused(Answer answer, int result) {
        tally.add(LoadCount.REFUSED);
        reasons.add(answer.request() + " refused: " + Refusals.describe(result));
    }

    void wrong(LoadCount count, String words) {
        tally.add(count);
        reasons.add(words);
    }
}

package io.onesend.load.dummy;

import io.onesend.load.LoadGroup;
import io.onesend.load.LoadPhase;
import io.onesend.load.LoadTiming;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Leads a run through its phases, a tick at a time. */
final class LoadRunner {

    /** How many dummies may get ready at a time: a server hashes a password for most of them. */
    private static final int MOST_PREPARING = 200;

    /** How long to wait for what should not come, once nothing else is waited for. */
    private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** If no dummy has got ready for this long, those that are still trying never will. */
    private static final long READY_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final long LEAVE_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** After a request to stop, how long to wait at most for what is under way. */
    private static final Duration MOST_GRACE_WHEN_STOPPED = Duration.ofSeconds(3);

    private final RunContext context;
    private final LoadTiming timing;
    private final List<DummyGroup> groups = new ArrayList<>();
    private final StartOrder starts;

    private volatile boolean stopped;
    private volatile boolean cutShort;
    private volatile Duration planned;
    private volatile LoadPhase loadPhase = LoadPhase.RAMP;

    private boolean begun;
    private long begin;
    private long until;
    private int lastSettled;
    private long settledSince;
    private long quietSince;
    private long nextSweep;

    LoadRunner(RunContext context) {
        this.context = context;
        this.timing = context.plan.timing();
        this.planned = timing.ramp().plus(timing.warmup()).plus(timing.duration());
        int number = 0;
        for (LoadGroup group : context.plan.groups()) {
            groups.add(new DummyGroup(context, group, number));
            number += group.dummies();
        }
        this.starts = new StartOrder(groups, timing.ramp().toNanos(), context.random);
    }

    /** Any thread. */
    void stop() {
        stopped = true;
    }

    /** Any thread. */
    void cutShort() {
        cutShort = true;
    }

    /** Any thread. */
    Duration planned() {
        return planned;
    }

    /** Any thread. */
    LoadPhase loadPhase() {
        return loadPhase;
    }

    /** Does what is due; returns whether the run is over. */
    boolean tick(long now) {
        boolean over = advance(now);
        loadPhase = switch (context.phase()) {
            case STARTING -> LoadPhase.RAMP;
            case TRAFFIC -> context.measures(now) ? LoadPhase.WORK : LoadPhase.WARMUP;
            case GRACE, LATE, LEAVING, ENDED -> LoadPhase.END;
        };
        return over;
    }

    private boolean advance(long now) {
        if (!begun) {
            begun = true;
            begin = now;
            settledSince = now;
        }
        if (cutShort && context.phase() != Phase.ENDED) {
            end();
        }
        context.timers.run(now);
        switch (context.phase()) {
            case STARTING -> starting(now);
            case TRAFFIC -> traffic(now);
            case GRACE -> grace(now);
            case LATE -> late(now);
            case LEAVING -> leaving(now);
            case ENDED -> {}
        }
        return context.phase() == Phase.ENDED;
    }

    private void starting(long now) {
        if (stopped) {
            leave(now);
            return;
        }
        starts.run(now - begin, MOST_PREPARING);
        giveUpIfNobodyGetsReady(now);
        if (starts.isDone() && groups.stream().allMatch(DummyGroup::isSettled)) {
            startTraffic(now);
        }
    }

    private void giveUpIfNobodyGetsReady(long now) {
        int settled = groups.stream().mapToInt(DummyGroup::settled).sum();
        if (settled != lastSettled || groups.stream().allMatch(group -> group.preparing() == 0)) {
            lastSettled = settled;
            settledSince = now;
        } else if (now - settledSince >= READY_WITHIN_NANOS) {
            groups.forEach(DummyGroup::giveUpPreparing);
        }
    }

    private void startTraffic(long now) {
        context.enter(Phase.TRAFFIC);
        context.measureFrom(now + timing.warmup().toNanos());
        Duration ahead = timing.warmup().plus(timing.duration());
        until = now + ahead.toNanos();
        planned = ahead.plusNanos(now - begin);
        nextSweep = now + SWEEP_NANOS;
        groups.forEach(group -> group.start(now));
    }

    private void traffic(long now) {
        boolean over = stopped || now - until >= 0;
        groups.forEach(group -> group.paceUntil(now - until < 0 ? now : until));
        if (now - nextSweep >= 0) {
            nextSweep = now + SWEEP_NANOS;
            groups.forEach(group -> group.sweep(now));
        }
        if (over || groups.stream().allMatch(group -> group.ready() == 0)) {
            context.enter(Phase.GRACE);
            until = now + grace().toNanos();
            quietSince = now;
        }
    }

    private Duration grace() {
        boolean shorter = stopped && timing.grace().compareTo(MOST_GRACE_WHEN_STOPPED) > 0;
        return shorter ? MOST_GRACE_WHEN_STOPPED : timing.grace();
    }

    private void grace(long now) {
        if (isQuiet(now)) {
            leave(now);
        } else if (context.underWay() > 0 && now - until >= 0) {
            if (stopped) {
                leave(now);
            } else {
                context.enter(Phase.LATE);
                until = now + timing.grace().toNanos();
            }
        }
    }

    /** Waits for the grace period once more, which is enough to tell late from lost. */
    private void late(long now) {
        if (isQuiet(now) || now - until >= 0) {
            leave(now);
        }
    }

    private boolean isQuiet(long now) {
        if (context.underWay() > 0) {
            quietSince = now;
        }
        return now - quietSince >= SETTLE_NANOS;
    }

    private void leave(long now) {
        context.enter(Phase.LEAVING);
        until = now + LEAVE_WITHIN_NANOS;
        groups.forEach(DummyGroup::leave);
    }

    private void leaving(long now) {
        if (now - until >= 0 || groups.stream().allMatch(group -> group.ready() == 0)) {
            end();
        }
    }

    private void end() {
        context.enter(Phase.ENDED);
        groups.forEach(DummyGroup::stopCounting);
        long neverBegun = groups.stream().mapToLong(DummyGroup::neverBegun).sum();
        if (neverBegun > 0) {
            context.reasons.add(neverBegun + " turns were due and could not begin: the server is slower than --rate");
        }
        context.tally.close();
    }
}

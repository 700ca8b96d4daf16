package io.onesend.chat.cluster;

/**
 * Ends the repair window of one partition, batch by batch, as barriers show that a replica has them. Where there is no replica, a
 * batch is kept for a while. No clock runs while the link is down: when the partition is live again, all begins anew.
 */
final class RepairBarriers {

    /** From one barrier to the next: 100 ms. */
    private static final long EVERY_TICKS = 2;

    /** From one look for a replica to the next, where there is none: a second. */
    private static final long LOOK_TICKS = 20;

    /** From one question to the next while nothing is kept: Redis may be set to close connections that are idle. */
    private static final long IDLE_TICKS = 200;

    /** How long a batch is kept where there is no replica: 2 s. */
    private static final long KEPT_TICKS = 40;

    private final ClusterContext context;
    private final Partition partition;
    private final RepairWindow window;

    /** The tick from which on this history of Redis is followed. */
    private long since;

    private long nextAt;
    private boolean isAsking;

    /** There was one since then. While it is cut off it may still be the one that takes over, so no clock ends the window. */
    private boolean hasReplica;

    /** Redis was asked last, and said that it has none. */
    private boolean hasNone;

    /** The moment when the last one was asked for that was answered. */
    private long coveredUpTo;

    RepairBarriers(ClusterContext context, Partition partition, RepairWindow window) {
        this.context = context;
        this.partition = partition;
        this.window = window;
    }

    /** The partition is live. */
    void restart() {
        since = context.now();
        nextAt = since;
        isAsking = false;
        hasReplica = false;
        hasNone = false;
    }

    /**
     * Whether what Redis had done at a moment will outlast a failover, as far as that can be known: a replica has had the time to get
     * it, or there is none.
     */
    boolean cover(long moment) {
        return hasNone || moment <= coveredUpTo;
    }

    /** Somebody waits for one. */
    void askNow() {
        if (!isAsking) {
            ask();
        }
    }

    /** Time passes, and the partition is live. */
    void tick() {
        long now = context.now();
        if (!hasReplica && now - since >= KEPT_TICKS) {
            window.letGoBefore(now - KEPT_TICKS);
        }
        if (!isAsking && now >= nextAt && (!window.isEmpty() || now >= nextAt + IDLE_TICKS)) {
            ask();
        }
    }

    private void ask() {
        isAsking = true;
        nextAt = context.now() + EVERY_TICKS;
        int opening = partition.opening();
        long last = window.lastNumber();
        long askedNanos = context.nanoTime();
        long askedAt = context.nextMoment();
        context.port().barrier(partition.number(), result -> {
            if (opening == partition.opening()) {
                isAsking = false;
                answered(result, last, askedNanos);
                hasNone = result == BarrierResult.NO_REPLICA;
                coveredUpTo = askedAt;
                partition.barrierAnswered();
            }
        });
    }

    private void answered(BarrierResult result, long last, long askedNanos) {
        switch (result) {
            case REPLICATED -> {
                hasReplica = true;
                context.counters().barrierTook(context.nanoTime() - askedNanos);
                window.letGoUpTo(last);
            }
            case BEHIND -> hasReplica = true;
            case NO_REPLICA -> nextAt = context.now() + LOOK_TICKS;
        }
    }
}

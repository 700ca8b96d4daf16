package io.onesend.chat.simulation;

import java.time.Duration;
import java.util.Random;

/**
 * One connection between a host and Redis. What is sent on it arrives in order, later. When it ends, nothing more reaches the
 * host; what is on its way to Redis may still arrive there, as with a connection whose one end is gone.
 */
final class SimulatedConnection {

    private static final int USUAL_DELAY_MICROS = 2000;
    private static final int LONG_DELAY_MICROS = 40_000;

    private final SimulatedTime time;
    private final Random random;
    private long lastToRedis;
    private long lastToHost;
    private long stalledUntil;
    private boolean ended;
    private long endOfArrivals = Long.MAX_VALUE;

    SimulatedConnection(SimulatedTime time, Random random) {
        this.time = time;
        this.random = random;
    }

    void toRedis(Runnable arrival) {
        long at = Math.max(lastToRedis, arrivalTime());
        lastToRedis = at;
        time.at(at, () -> {
            if (at <= endOfArrivals) {
                arrival.run();
            }
        });
    }

    void toHost(Runnable arrival) {
        long at = Math.max(lastToHost, arrivalTime());
        lastToHost = at;
        time.at(at, () -> {
            if (!ended) {
                arrival.run();
            }
        });
    }

    private long arrivalTime() {
        int micros = 50 + random.nextInt(random.nextInt(30) == 0 ? LONG_DELAY_MICROS : USUAL_DELAY_MICROS);
        return Math.max(stalledUntil, time.nanos() + micros * 1000L);
    }

    /** What is sent from now on waits so long. */
    void stall(Duration pause) {
        stalledUntil = time.nanos() + pause.toNanos();
    }

    boolean hasEnded() {
        return ended;
    }

    /** Ends it. What the host has sent arrives in part, or as a whole, however late. */
    void end() {
        ended = true;
        endOfArrivals = random.nextBoolean() ? Long.MAX_VALUE : time.nanos() + random.nextInt(3_000_000);
    }

    /** Redis itself is gone: nothing arrives. */
    void endAtRedis() {
        ended = true;
        endOfArrivals = Long.MIN_VALUE;
    }
}

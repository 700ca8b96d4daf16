package io.onesend.network.logic;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A time-out that is set and later cancelled, as most are, while 100,000 others are pending: on the logic thread, and by the
 * timers that one would take instead. The calling thread alone is measured: what the wheel's thread does later comes on top.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TimerBenchmark {

    private static final int PENDING = 100_000;
    private static final int BATCH = 1_000;
    private static final Runnable NOTHING = () -> {};

    @State(Scope.Thread)
    public static class Delays {
        private final Random random = new Random(1);

        /** A delay that does not end while the benchmark runs, in milliseconds. */
        int next() {
            return 600_000 + random.nextInt(60_000);
        }
    }

    @State(Scope.Thread)
    public static class Loop {
        private final LogicTimer[] set = new LogicTimer[BATCH];
        private final LogicLoop loop = LogicLoop.stepped();

        @Setup
        public void fill(Delays delays) {
            loop.execute(() -> {
                for (int i = 0; i < PENDING; i++) {
                    loop.schedule(Duration.ofMillis(delays.next()), NOTHING);
                }
            });
            loop.step();
        }

        @TearDown
        public void stop() {
            loop.close();
        }
    }

    @State(Scope.Thread)
    public static class Wheel {
        private final Timeout[] set = new Timeout[BATCH];
        private final HashedWheelTimer timer = new HashedWheelTimer(1, TimeUnit.MILLISECONDS, 8_192);

        @Setup
        public void fill(Delays delays) {
            for (int i = 0; i < PENDING; i++) {
                timer.newTimeout(timeout -> {}, delays.next(), TimeUnit.MILLISECONDS);
            }
        }

        @TearDown
        public void stop() {
            timer.stop();
        }
    }

    @State(Scope.Thread)
    public static class Pool {
        private final Future<?>[] set = new Future<?>[BATCH];
        private final ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);

        @Setup
        public void fill(Delays delays) {
            pool.setRemoveOnCancelPolicy(true);
            for (int i = 0; i < PENDING; i++) {
                pool.schedule(NOTHING, delays.next(), TimeUnit.MILLISECONDS);
            }
        }

        @TearDown
        public void stop() {
            pool.shutdownNow();
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void logicLoop(Loop on, Delays delays) {
        on.loop.execute(() -> {
            for (int i = 0; i < BATCH; i++) {
                on.set[i] = on.loop.schedule(Duration.ofMillis(delays.next()), NOTHING);
            }
            for (LogicTimer timer : on.set) {
                timer.cancel();
            }
        });
        on.loop.step();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void hashedWheelTimer(Wheel on, Delays delays) {
        for (int i = 0; i < BATCH; i++) {
            on.set[i] = on.timer.newTimeout(timeout -> {}, delays.next(), TimeUnit.MILLISECONDS);
        }
        for (Timeout timeout : on.set) {
            timeout.cancel();
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void scheduledThreadPool(Pool on, Delays delays) {
        for (int i = 0; i < BATCH; i++) {
            on.set[i] = on.pool.schedule(NOTHING, delays.next(), TimeUnit.MILLISECONDS);
        }
        for (Future<?> scheduled : on.set) {
            scheduled.cancel(false);
        }
    }
}

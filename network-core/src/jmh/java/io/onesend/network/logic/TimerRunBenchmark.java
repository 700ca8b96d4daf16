package io.onesend.network.logic;

import io.netty.util.HashedWheelTimer;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * 100,000 timers that all run, within a second: the process's CPU for each, and how late they ran. The time of a round is mostly
 * that second and says nothing. JMH adds up the other figures of all rounds: divide them by {@code Cnt}.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class TimerRunBenchmark {

    private static final int TIMERS = 100_000;
    private static final long WITHIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** What one round costs; the timers run on one thread. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Round {
        public double cpuNanosEach;
        public double meanMicrosLate;
        public double mostMicrosLate;

        private final Random random = new Random(1);
        private CountDownLatch left;
        private long nanosLate;
        private long mostNanosLate;
        private long cpuBefore;

        void begin() {
            left = new CountDownLatch(TIMERS);
            nanosLate = 0;
            mostNanosLate = 0;
            cpuBefore = cpu();
        }

        long nextDelay() {
            return (long) (random.nextDouble() * WITHIN_NANOS);
        }

        Runnable timer(long delay) {
            long due = System.nanoTime() + delay;
            return () -> {
                long late = System.nanoTime() - due;
                nanosLate += late;
                mostNanosLate = Math.max(mostNanosLate, late);
                left.countDown();
            };
        }

        void end() throws InterruptedException {
            left.await();
            cpuNanosEach = (cpu() - cpuBefore) / (double) TIMERS;
            meanMicrosLate = nanosLate / 1_000.0 / TIMERS;
            mostMicrosLate = mostNanosLate / 1_000.0;
        }

        private static long cpu() {
            return ProcessHandle.current()
                    .info()
                    .totalCpuDuration()
                    .orElseThrow()
                    .toNanos();
        }
    }

    @Benchmark
    public void logicLoop(Round round) throws InterruptedException {
        try (LogicLoop loop = LogicLoop.start("logic")) {
            round.begin();
            loop.execute(() -> {
                for (int i = 0; i < TIMERS; i++) {
                    long delay = round.nextDelay();
                    loop.schedule(Duration.ofNanos(delay), round.timer(delay));
                }
            });
            round.end();
        }
    }

    /** Its ticks are of a millisecond: it cannot be more precise, and it wakes for each, with timers and without. */
    @Benchmark
    public void hashedWheelTimer(Round round) throws InterruptedException {
        HashedWheelTimer timer = new HashedWheelTimer(1, TimeUnit.MILLISECONDS, 8_192);
        try {
            round.begin();
            for (int i = 0; i < TIMERS; i++) {
                long delay = round.nextDelay();
                Runnable task = round.timer(delay);
                timer.newTimeout(timeout -> task.run(), delay, TimeUnit.NANOSECONDS);
            }
            round.end();
        } finally {
            timer.stop();
        }
    }

    @Benchmark
    public void scheduledThreadPool(Round round) throws InterruptedException {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
        try {
            round.begin();
            for (int i = 0; i < TIMERS; i++) {
                long delay = round.nextDelay();
                pool.schedule(round.timer(delay), delay, TimeUnit.NANOSECONDS);
            }
            round.end();
        } finally {
            pool.shutdownNow();
        }
    }
}

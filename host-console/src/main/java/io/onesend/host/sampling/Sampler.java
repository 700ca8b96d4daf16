package io.onesend.host.sampling;

import io.onesend.chat.statistics.ChatStatistics;
import io.onesend.network.NetworkStatistics;
import io.onesend.network.log.RateLimitedLog;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Takes a sample each second, on a thread of its own. */
public final class Sampler implements AutoCloseable {

    /** After a start there is enough else to do. */
    private static final long FIRST_AFTER_SECONDS = 5;

    /** The first second ends. */
    static final long NUMBERS_AFTER_SECONDS = FIRST_AFTER_SECONDS + 1;

    private static final long NO_LOGIC_THREAD = -1;

    private static final RateLimitedLog DEFECTS =
            new RateLimitedLog(LoggerFactory.getLogger(Sampler.class), Level.ERROR, 1);

    /** Tells what time it is, in milliseconds since 1970 and by a clock that only goes forward. */
    record Clocks(LongSupplier millis, LongSupplier nanos) {
        static final Clocks SYSTEM = new Clocks(System::currentTimeMillis, System::nanoTime);
    }

    private final Supplier<ServerCounts> server;
    private final Optional<LogicWait> logic;
    private final Clocks clocks;
    private final SampleRing ring;
    private final ScheduledExecutorService seconds = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "samples");
        thread.setDaemon(true);
        return thread;
    });

    /** Of the thread that takes the samples. */
    private @Nullable ServerTotals before;

    Sampler(Supplier<ServerCounts> server, Optional<Executor> logic, Clocks clocks, SampleRing ring) {
        this.server = server;
        this.logic = logic.map(thread -> new LogicWait(thread, clocks.nanos()));
        this.clocks = clocks;
        this.ring = ring;
    }

    /**
     * Begins in a few seconds.
     *
     * @param logic runs tasks on the logic thread; empty: there is none
     * @param ring gets the samples
     */
    public static Sampler start(
            Supplier<NetworkStatistics> network,
            Supplier<ChatStatistics> chat,
            Optional<Executor> logic,
            SampleRing ring) {
        Supplier<ServerCounts> server = () -> ServerCounts.of(network.get(), chat.get());
        Sampler sampler = new Sampler(server, logic, Clocks.SYSTEM, ring);
        sampler.seconds.scheduleWithFixedDelay(sampler::takeAnyway, FIRST_AFTER_SECONDS, 1, TimeUnit.SECONDS);
        return sampler;
    }

    /** One sample that fails must not be the last. */
    private void takeAnyway() {
        try {
            take();
        } catch (RuntimeException defect) {
            DEFECTS.log(defect, "no sample could be taken");
        }
    }

    /** The first time it only reads the totals: rates have a beginning and an end. */
    void take() {
        ServerTotals now = new ServerTotals(clocks.nanos().getAsLong(), server.get(), ProcessUse.now());
        long wait = logic.map(LogicWait::lookNanos).orElse(NO_LOGIC_THREAD);
        if (before != null) {
            ring.add(now.since(before, clocks.millis().getAsLong(), wait));
        }
        before = now;
    }

    @Override
    public void close() {
        seconds.shutdownNow();
    }
}

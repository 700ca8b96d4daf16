package io.onesend.load.show;

import io.onesend.load.FailureReason;
import io.onesend.load.LatencyKind;
import io.onesend.load.LoadCount;
import io.onesend.load.LoadCounts;
import io.onesend.load.LoadLatencies;
import io.onesend.load.LoadPhase;
import io.onesend.load.LoadReading;
import io.onesend.load.LoadRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A run that delivers ten messages between two readings. It is over after a number of readings, or when it is closed. */
final class FakeRun implements LoadRun {

    static final int DELIVERED_PER_READING = 10;
    static final int ENDLESS = Integer.MAX_VALUE;

    private final int readingsUntilEnd;
    private final Runnable onReading;
    int readings;
    boolean started;
    boolean closed;

    FakeRun(int readingsUntilEnd, Runnable onReading) {
        this.readingsUntilEnd = readingsUntilEnd;
        this.onReading = onReading;
    }

    FakeRun(int readingsUntilEnd) {
        this(readingsUntilEnd, () -> {});
    }

    @Override
    public void start() {
        started = true;
    }

    /** Takes no time, except for the last reading: that one is due when the run has ended. */
    @Override
    public boolean awaitEnd(Duration timeout) {
        return closed || readings + 1 >= readingsUntilEnd;
    }

    @Override
    public LoadReading read() {
        readings++;
        onReading.run();
        long delivered = (long) DELIVERED_PER_READING * readings;
        LoadLatencies latencies = new LoadLatencies();
        latencies.of(LatencyKind.DELIVERY).recordValueWithCount(1_000_000L * readings, DELIVERED_PER_READING);
        latencies.of(LatencyKind.LOGIN).recordValue(7_000_000L);
        Map<LoadCount, Long> counts =
                Map.of(LoadCount.SENT, delivered, LoadCount.EXPECTED, delivered, LoadCount.DELIVERED, delivered);
        return new LoadReading(5, new LoadCounts(counts), latencies);
    }

    @Override
    public LoadPhase phase() {
        return LoadPhase.WORK;
    }

    @Override
    public List<FailureReason> reasons() {
        return List.of();
    }

    @Override
    public Duration planned() {
        return Duration.ofSeconds(60);
    }

    @Override
    public void close() {
        closed = true;
    }
}

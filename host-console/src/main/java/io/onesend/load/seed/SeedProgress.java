package io.onesend.load.seed;

import io.onesend.load.show.Figures;
import io.onesend.load.show.StatusLine;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Shows the progress of a seeding once a second. On the thread of the command. */
final class SeedProgress {

    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final double NANOS = 1e9;

    private final StatusLine line;
    private final int count;
    private final LongSupplier nanoTime;
    private final long begun;
    private long lastNanos;
    private int lastDone;

    SeedProgress(StatusLine line, int count, LongSupplier nanoTime) {
        this.line = line;
        this.count = count;
        this.nanoTime = nanoTime;
        begun = nanoTime.getAsLong();
        lastNanos = begun;
    }

    /** To be called often. */
    void show(SeedCounts counts) {
        long now = nanoTime.getAsLong();
        if (now - lastNanos < EVERY_NANOS) {
            return;
        }
        double seconds = (now - lastNanos) / NANOS;
        line.show(text(counts.done(), (counts.done() - lastDone) / seconds), (now - begun) / NANOS, seconds);
        lastNanos = now;
        lastDone = counts.done();
    }

    void clear() {
        line.clear();
    }

    /** The time left is by the rate of the last second, because existing accounts go by much faster than others. */
    private String text(int done, double perSecond) {
        String text = Figures.count(done) + " of " + Figures.count(count) + (count == 1 ? " account  " : " accounts  ")
                + Figures.count(Math.round(perSecond)) + "/s";
        return perSecond > 0 ? text + "  " + Figures.time(Math.ceil((count - done) / perSecond)) + " left" : text;
    }
}

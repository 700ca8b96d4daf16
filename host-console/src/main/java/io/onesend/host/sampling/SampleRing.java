package io.onesend.host.sampling;

import io.onesend.network.logic.AnyThread;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the last samples, and forgets older ones. */
@AnyThread
public final class SampleRing {

    /** Fifteen minutes of seconds. */
    public static final int SAMPLES = 900;

    /** Guarded by this object, the oldest first. */
    private final Deque<Sample> samples = new ArrayDeque<>(SAMPLES + 1);

    synchronized void add(Sample sample) {
        samples.add(sample);
        if (samples.size() > SAMPLES) {
            samples.remove();
        }
    }

    /** Those taken later than this, in milliseconds since 1970; the oldest first. */
    public synchronized List<Sample> since(long millis) {
        return samples.stream().filter(sample -> sample.at() > millis).toList();
    }

    /** The longest wait for the logic thread in samples taken later than this, in milliseconds since 1970; 0 without a sample. */
    public double worstLogicWaitMillis(long millis) {
        double worst = 0;
        for (Sample sample : since(millis)) {
            Double wait = sample.logicWaitMillis();
            if (wait != null) {
                worst = Math.max(worst, wait);
            }
        }
        return worst;
    }

    /** The newest; empty for some seconds after the start. */
    public synchronized Optional<Sample> last() {
        @Nullable Sample newest = samples.peekLast();
        return Optional.ofNullable(newest);
    }
}

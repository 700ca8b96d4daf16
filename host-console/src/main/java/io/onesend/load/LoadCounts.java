package io.onesend.load;

import java.util.EnumMap;
import java.util.Map;

/** A reading of every count. Immutable; a count that is absent is 0. */
public final class LoadCounts {

    public static final LoadCounts NONE = new LoadCounts(Map.of());

    private final EnumMap<LoadCount, Long> values = new EnumMap<>(LoadCount.class);

    public LoadCounts(Map<LoadCount, Long> values) {
        this.values.putAll(values);
    }

    public long of(LoadCount count) {
        return values.getOrDefault(count, 0L);
    }

    /** How many things went wrong, of any kind. */
    public long wrong() {
        long sum = 0;
        for (Map.Entry<LoadCount, Long> entry : values.entrySet()) {
            if (entry.getKey().isWrong()) {
                sum += entry.getValue();
            }
        }
        return sum;
    }
}

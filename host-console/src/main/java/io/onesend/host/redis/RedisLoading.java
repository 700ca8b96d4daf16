package io.onesend.host.redis;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * How much of its data Redis has loaded.
 *
 * @param underWay false: it has loaded everything
 */
record RedisLoading(boolean underWay, long loadedBytes, long totalBytes) {

    private static final long MIB = 1 << 20;

    /** Reads Redis's answer to INFO: lines of {@code name:value}. */
    static RedisLoading parse(String info) {
        Map<String, String> values = info.lines()
                .map(line -> line.split(":", 2))
                .filter(line -> line.length == 2)
                .collect(Collectors.toMap(line -> line[0], line -> line[1], (first, second) -> first));
        return new RedisLoading(
                values.getOrDefault("loading", "0").equals("1"),
                Long.parseLong(values.getOrDefault("loading_loaded_bytes", "0")),
                Long.parseLong(values.getOrDefault("loading_total_bytes", "0")));
    }

    String describe() {
        return "the embedded Redis is loading its data: " + loadedBytes / MIB + " of " + totalBytes / MIB + " MiB";
    }
}

package io.onesend.chat.redis;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a Redis says of itself in INFO, as far as a cluster depends on it.
 *
 * @param version such as 7.0.15
 * @param evictionPolicy what is thrown away when memory is full
 * @param appendOnly whether each change goes to a file
 * @param replicas that are connected
 */
record ServerFacts(String version, String evictionPolicy, boolean appendOnly, int replicas) {

    /** The first in which a call on several keys is refused as a whole while its slot moves: redis#9526. */
    private static final int[] OLDEST = {7, 0, 3};

    private static final String KEEPS_ALL = "noeviction";

    static ServerFacts ofInfo(String info) {
        Map<String, String> fields = info.lines()
                .map(line -> line.split(":", 2))
                .filter(parts -> parts.length == 2)
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1].strip(), (first, again) -> first));
        return new ServerFacts(
                fields.getOrDefault("redis_version", "0"),
                fields.getOrDefault("maxmemory_policy", KEEPS_ALL),
                fields.getOrDefault("aof_enabled", "0").equals("1"),
                Integer.parseInt(fields.getOrDefault("connected_slaves", "0")));
    }

    /** Why a cluster cannot be kept there, and what to change; empty if it can. */
    Optional<String> obstacle() {
        if (Arrays.compare(numbers(version), OLDEST) < 0) {
            return Optional.of("is Redis " + version + ", and a cluster needs 7.0.3 or later");
        }
        if (!evictionPolicy.equals(KEEPS_ALL)) {
            return Optional.of("has maxmemory-policy " + evictionPolicy
                    + ", which throws away rooms and logins when memory is full: set it to " + KEEPS_ALL);
        }
        return Optional.empty();
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\D+"))
                .filter(number -> !number.isEmpty())
                .limit(OLDEST.length)
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}

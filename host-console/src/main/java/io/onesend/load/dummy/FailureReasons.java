package io.onesend.load.dummy;

import io.onesend.load.FailureReason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What went wrong, in words, and how often. The number of different texts is bounded. Any thread. */
final class FailureReasons {

    private static final int MOST = 50;
    private static final String OTHERS = "something else";

    private final Map<String, Long> times = new LinkedHashMap<>();

    synchronized void add(String words) {
        boolean known = times.containsKey(words) || times.size() < MOST;
        times.merge(known ? words : OTHERS, 1L, Long::sum);
    }

    synchronized List<FailureReason> all() {
        return times.entrySet().stream()
                .map(entry -> new FailureReason(entry.getKey(), entry.getValue()))
                .toList();
    }
}

package io.onesend.host.admin;

import io.onesend.network.logic.AnyThread;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the answers of the admin port. What it holds is bounded, because it is given routes, of which there are as many as the port
 * has, and never the path of a request, which anybody may make up.
 */
@AnyThread
public final class AdminRequests {

    /**
     * Answers that are counted together.
     *
     * @param route as {@link AdminHandler#routeOf} names it
     * @param status of HTTP
     */
    public record Answered(String route, int status) {}

    private final Map<Answered, LongAdder> counts = new ConcurrentHashMap<>();

    /** Counts one. */
    public void count(String route, int status) {
        counts.computeIfAbsent(new Answered(route, status), first -> new LongAdder())
                .increment();
    }

    /** The counts since the start. */
    public Map<Answered, Long> read() {
        Map<Answered, Long> read = new HashMap<>();
        counts.forEach((answered, count) -> read.put(answered, count.sum()));
        return read;
    }
}

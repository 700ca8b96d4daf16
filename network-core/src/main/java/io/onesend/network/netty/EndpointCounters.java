package io.onesend.network.netty;

import io.onesend.network.DisconnectReason;
import io.onesend.network.logic.AnyThread;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;

/** Counts what goes over one endpoint's sessions, each I/O thread for itself, and why they end. A client has one for all. */
@AnyThread
final class EndpointCounters {

    private final Map<SendLane, SendLaneCounters> traffic = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> ends = new ConcurrentHashMap<>();

    /** The counters of the lane's thread; a session looks them up once. */
    SendLaneCounters of(SendLane lane) {
        return traffic.computeIfAbsent(lane, first -> new SendLaneCounters());
    }

    void ended(DisconnectReason reason) {
        ends.computeIfAbsent(reason.name(), name -> new LongAdder()).increment();
    }

    /** Adds up one counter of all threads. */
    long sum(ToLongFunction<SendLaneCounters> counter) {
        return traffic.values().stream().mapToLong(counter).sum();
    }

    /** Ended sessions by the name of the reason. */
    Map<String, Long> ends() {
        Map<String, Long> counts = new TreeMap<>();
        ends.forEach((name, count) -> counts.put(name, count.sum()));
        return counts;
    }
}

package io.onesend.network.netty;

import io.onesend.network.DisconnectReason;
import io.onesend.network.Entrance;
import io.onesend.network.NetworkStatistics;
import io.onesend.network.logic.AnyThread;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;

/** Counts what goes over one endpoint's sessions, each I/O thread for itself, and why they end. A client has one for all. */
@AnyThread
final class EndpointCounters {

    private final Map<SendLane, SendLaneCounters> traffic = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> ends = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> turnedAway = new ConcurrentHashMap<>();
    private final Map<NetworkStatistics.Way, LongAdder> entered = new ConcurrentHashMap<>();
    private final Map<Integer, LongAdder> pages = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> controlFrames = new ConcurrentHashMap<>();

    /** The counters of the lane's thread; a session looks them up once. */
    SendLaneCounters of(SendLane lane) {
        return traffic.computeIfAbsent(lane, first -> new SendLaneCounters());
    }

    void ended(DisconnectReason reason) {
        ends.computeIfAbsent(reason.name(), name -> new LongAdder()).increment();
    }

    /** A session has begun. */
    void entered(Entrance entrance) {
        entered.computeIfAbsent(NetworkStatistics.Way.of(entrance), way -> new LongAdder())
                .increment();
    }

    /** A connection was hung up on before it was a session. */
    void turnedAway(DisconnectReason reason) {
        turnedAway.computeIfAbsent(reason.name(), name -> new LongAdder()).increment();
    }

    /** A request was answered. */
    void answered(int httpStatus) {
        pages.computeIfAbsent(httpStatus, status -> new LongAdder()).increment();
    }

    /** A control frame of a WebSocket has come. */
    void controlFrame(String kind) {
        controlFrames.computeIfAbsent(kind, first -> new LongAdder()).increment();
    }

    /** Adds up one counter of all threads. */
    long sum(ToLongFunction<SendLaneCounters> counter) {
        return traffic.values().stream().mapToLong(counter).sum();
    }

    /** Ended sessions by the name of the reason. */
    Map<String, Long> ends() {
        return sums(ends);
    }

    /** Connections turned away by the name of the reason. */
    Map<String, Long> turnedAway() {
        return sums(turnedAway);
    }

    /** Sessions by how they came in. */
    Map<NetworkStatistics.Way, Long> entered() {
        return sums(entered);
    }

    /** Answers to requests by their HTTP status. */
    Map<Integer, Long> pages() {
        return sums(pages);
    }

    /** Control frames of WebSockets' peers by their kind. */
    Map<String, Long> controlFrames() {
        return sums(controlFrames);
    }

    private static <K> Map<K, Long> sums(Map<K, LongAdder> adders) {
        Map<K, Long> sums = new HashMap<>();
        adders.forEach((key, adder) -> sums.put(key, adder.sum()));
        return Map.copyOf(sums);
    }
}

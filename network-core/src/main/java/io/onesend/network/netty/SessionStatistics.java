package io.onesend.network.netty;

import io.onesend.network.EndpointStatistics;
import io.onesend.network.NetworkStatistics;
import io.onesend.network.TlsStatistics;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.LogicLoop;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Adds up what the sessions of a server or client have counted. */
@AnyThread
final class SessionStatistics {

    private SessionStatistics() {}

    /**
     * Adds up the numbers of a whole server or client.
     *
     * @param contexts all of its endpoints', or the client's
     * @param tls those of a server
     */
    static NetworkStatistics of(List<SessionContext> contexts, TlsStatistics tls) {
        SharedContext shared = contexts.get(0).shared();
        SessionPlaces.Counts counts = shared.live().counts();
        return new NetworkStatistics(
                counts.open(),
                counts.admitted(),
                counts.refused(),
                merged(contexts, EndpointCounters::ends),
                sum(contexts, lane -> lane.packetsIn.get()),
                sum(contexts, lane -> lane.bytesIn.get()),
                sum(contexts, lane -> lane.packetsOut.get()),
                sum(contexts, lane -> lane.bytesOut.get()),
                sum(contexts, lane -> lane.writes.get()),
                shared.budget().used(),
                shared.inboundBudget().used(),
                shared.verdicts().droppedNewestCount(),
                shared.verdicts().droppedOldestCount(),
                shared.verdicts().replacedCount(),
                shared.logic().loops().stream()
                        .mapToLong(LogicLoop::waitingTasks)
                        .sum(),
                shared.live().countArrivals(),
                merged(contexts, EndpointCounters::entered),
                merged(contexts, EndpointCounters::turnedAway),
                merged(contexts, EndpointCounters::pages),
                merged(contexts, EndpointCounters::controlFrames),
                tls);
    }

    private static <K> Map<K, Long> merged(
            List<SessionContext> contexts, Function<EndpointCounters, Map<K, Long>> counts) {
        Map<K, Long> all = new HashMap<>();
        contexts.forEach(
                context -> counts.apply(context.counters()).forEach((key, count) -> all.merge(key, count, Long::sum)));
        return Map.copyOf(all);
    }

    private static long sum(List<SessionContext> contexts, ToLongFunction<SendLaneCounters> counter) {
        return contexts.stream()
                .mapToLong(context -> context.counters().sum(counter))
                .sum();
    }

    /** Adds up the numbers of one endpoint. */
    static EndpointStatistics of(SocketAddress address, SessionContext endpoint) {
        SessionPlaces.Counts counts = endpoint.shared().live().countsOf(endpoint.places());
        EndpointCounters counters = endpoint.counters();
        return new EndpointStatistics(
                address,
                counts.open(),
                counts.admitted(),
                counts.refused(),
                counters.ends(),
                counters.sum(lane -> lane.packetsIn.get()),
                counters.sum(lane -> lane.bytesIn.get()),
                counters.sum(lane -> lane.packetsOut.get()),
                counters.sum(lane -> lane.bytesOut.get()),
                counters.sum(lane -> lane.writes.get()));
    }
}

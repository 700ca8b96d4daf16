package io.onesend.host.server;

import io.onesend.chat.ChatServer;
import io.onesend.chat.statistics.ClusterHost;
import io.onesend.chat.statistics.ClusterStatistics;
import io.onesend.chat.statistics.Whereabouts;
import io.onesend.host.admin.Metrics;
import io.onesend.network.logic.AnyThread;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The host as one of a cluster.
 *
 * @param hosts all of them when the list was read last, this one among them
 * @param whereis finds a user by its id; empty: not logged in
 * @param statistics of this host
 * @param whyRoomsWait why some partitions are not live, if some are not
 */
@AnyThread
public record ClusterPart(
        Supplier<List<ClusterHost>> hosts,
        Function<String, CompletionStage<Optional<Whereabouts>>> whereis,
        Supplier<ClusterStatistics> statistics,
        Supplier<String> whyRoomsWait) {

    /** Of a chat that is in a cluster. */
    static ClusterPart of(ChatServer chat) {
        return new ClusterPart(
                chat::hosts,
                chat::whereis,
                () -> Objects.requireNonNull(chat.clusterStatistics(), "a chat that is in no cluster"),
                chat::whyRoomsWait);
    }

    Metrics.OfCluster metrics() {
        return new Metrics.OfCluster(statistics, () -> hosts.get().size());
    }

    /** Why some rooms are not served now; empty if all are. */
    Optional<String> obstacle() {
        ClusterStatistics now = statistics.get();
        int held = now.partitions() - now.livePartitions();
        return held == 0
                ? Optional.empty()
                : Optional.of("cluster: " + held + " of " + now.partitions() + " partitions wait for Redis: "
                        + whyRoomsWait.get());
    }
}

package io.onesend.host.server;

import io.onesend.chat.ChatServer;
import io.onesend.chat.statistics.ClusterStatistics;
import io.onesend.network.logic.AnyThread;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The host as one of a cluster.
 *
 * @param statistics of this host
 */
@AnyThread
public record ClusterPart(Supplier<ClusterStatistics> statistics) {

    /** Of a chat that is in a cluster. */
    static ClusterPart of(ChatServer chat) {
        return new ClusterPart(() -> Objects.requireNonNull(chat.clusterStatistics(), "a chat that is in no cluster"));
    }

    /** Why some rooms are not served now; empty if all are. */
    Optional<String> obstacle() {
        ClusterStatistics now = statistics.get();
        int held = now.partitions() - now.livePartitions();
        return held == 0
                ? Optional.empty()
                : Optional.of("cluster: " + held + " of " + now.partitions() + " partitions wait for Redis");
    }
}

package io.onesend.network.netty;

import io.onesend.network.SessionInfo;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Lists what the sessions of one lane have counted, for those who look at a server. Their numbers belong to the I/O thread. It makes a
 * list when it is first asked, and a new one with each sweep until nobody has asked for {@link #KEPT}: then it keeps nothing.
 */
final class SessionCensus {

    /** For how long after a question the next one is expected. */
    static final Duration KEPT = Duration.ofSeconds(10);

    private final SendLane lane;

    // Any thread.
    private volatile boolean asked;

    /** Of the last sweep; null: nobody looks. */
    private volatile @Nullable List<SessionInfo> counted;

    // I/O thread.
    private long askedAt;

    SessionCensus(SendLane lane) {
        this.lane = lane;
    }

    /** The lane's list, at most a second old. Empty if the lane's thread has ended. */
    @AnyThread
    CompletableFuture<List<SessionInfo>> ask(Iterable<Swept> connections) {
        asked = true;
        List<SessionInfo> known = counted;
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        CompletableFuture<List<SessionInfo>> answer = new CompletableFuture<>();
        try {
            lane.eventLoop().execute(() -> {
                try {
                    answer.complete(count(connections));
                } catch (Throwable defect) {
                    answer.completeExceptionally(defect);
                }
            });
        } catch (RejectedExecutionException ended) {
            answer.complete(List.of());
        }
        return answer;
    }

    /** Counts anew, or forgets what it has. */
    @IoThread
    void sweep(Iterable<Swept> connections) {
        assert lane.inEventLoop();
        if (asked) {
            asked = false;
            askedAt = lane.now();
            count(connections);
        } else if (counted != null) {
            if (lane.now() - askedAt > KEPT.toNanos()) {
                counted = null;
            } else {
                count(connections);
            }
        }
    }

    private List<SessionInfo> count(Iterable<Swept> connections) {
        SessionMoment now = SessionMoment.of(lane);
        List<SessionInfo> list = new ArrayList<>();
        for (Swept connection : connections) {
            SessionInfo info = connection.info(now);
            if (info != null) {
                list.add(info);
            }
        }
        counted = list;
        return list;
    }
}

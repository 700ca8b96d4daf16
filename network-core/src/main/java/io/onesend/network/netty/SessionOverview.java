package io.onesend.network.netty;

import io.onesend.network.Session;
import io.onesend.network.SessionInfo;
import io.onesend.network.SlowReceiver;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.LogicLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts together what the lanes of a server know of its sessions. A lane may have sessions of a client beside them. */
@AnyThread
final class SessionOverview {

    private static final Logger LOG = LoggerFactory.getLogger(SessionOverview.class);

    /** All lanes together have this long for their first answer. */
    private static final Duration FIRST_ANSWER_WITHIN = Duration.ofSeconds(1);

    private final EventLoops eventLoops;
    private final SharedContext server;

    SessionOverview(EventLoops eventLoops, SharedContext server) {
        this.eventLoops = eventLoops;
        this.server = server;
    }

    /** What all sessions have counted, at most a second ago. Waits if nobody has asked of late. */
    Stream<SessionInfo> all() {
        refuseOnOwnThread();
        long end = System.nanoTime() + FIRST_ANSWER_WITHIN.toNanos();
        List<CompletableFuture<List<SessionInfo>>> answers =
                eventLoops.lanes().stream().map(SendLane::askCensus).toList();
        List<SessionInfo> all = new ArrayList<>();
        for (CompletableFuture<List<SessionInfo>> answer : answers) {
            all.addAll(await(answer, end - System.nanoTime()));
        }
        return all.stream().filter(info -> isOurs(info.session()));
    }

    /** What one session has counted by now. Waits for its I/O thread. */
    Optional<SessionInfo> one(long id) {
        refuseOnOwnThread();
        return server.live().all().stream()
                .filter(session -> session.id() == id)
                .findFirst()
                .flatMap(session -> await(ask(session), FIRST_ANSWER_WITHIN.toNanos()).stream()
                        .findFirst());
    }

    private static CompletableFuture<List<SessionInfo>> ask(NettySession session) {
        CompletableFuture<List<SessionInfo>> answer = new CompletableFuture<>();
        session.executeOnEventLoop(() -> answer.complete(List.of(session.info(SessionMoment.of(session.lane())))));
        return answer;
    }

    private void refuseOnOwnThread() {
        if (eventLoops.isOwnThread() || LogicLoop.current() != null) {
            throw new IllegalStateException(
                    "looking at sessions may wait for the I/O threads: do it on another thread than theirs or a logic loop's");
        }
    }

    private static List<SessionInfo> await(CompletableFuture<List<SessionInfo>> answer, long nanos) {
        try {
            return answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            LOG.warn(
                    "an I/O thread has not told its sessions within {} ms: they are missing in the list",
                    FIRST_ANSWER_WITHIN.toMillis());
            return List.of();
        } catch (ExecutionException defect) {
            throw new IllegalStateException("sessions could not be listed", defect);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /** Those whose writes were outstanding for longest first. */
    List<SlowReceiver> slowReceivers() {
        return eventLoops.lanes().stream()
                .flatMap(lane -> lane.slowReceivers().known().stream())
                .filter(slow -> isOurs(slow.session()))
                .sorted(Comparator.comparing(SlowReceiver::longest).reversed())
                .toList();
    }

    @SuppressWarnings("ReferenceEquality") // This very server's, not one that is configured alike.
    private boolean isOurs(Session session) {
        return session instanceof NettySession known && known.context().shared() == server;
    }
}

package io.onesend.chat.redis;

import io.onesend.chat.cluster.BarrierResult;
import io.onesend.network.logic.LogicThread;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the replicas of one link's Redis have. Where replicas are waited for, all that the link brings goes through a {@link
 * ReplicaGate}. Where they are not, it is handled at once, and {@link LinkBarriers} ask afterwards what they have.
 */
@LogicThread
final class LinkReplicas {

    /** What one replica has survives the primary: which one takes over is not this host's business. */
    private static final int ENOUGH = 1;

    private final int waitedFor;
    private final Supplier<@Nullable BarrierConnection> connection;
    private final Supplier<@Nullable String> key;
    private final ReplicaGate gate;
    private final LinkBarriers barriers;

    /**
     * Asks nothing yet.
     *
     * @param connection null: the link is down
     * @param key that a barrier may write; null: the link has no partition
     */
    LinkReplicas(
            RedisLink.Shared shared, Supplier<@Nullable BarrierConnection> connection, Supplier<@Nullable String> key) {
        waitedFor = shared.replicas();
        this.connection = connection;
        this.key = key;
        gate = new ReplicaGate(shared.loop(), shared.inbox(), this::enoughHaveIt);
        barriers = new LinkBarriers(shared.inbox(), this::whoHasIt);
    }

    /** Whether something waits for replicas. */
    boolean isHolding() {
        return gate.isHolding();
    }

    /**
     * Runs an event of the link when enough replicas have what it tells; at once, where none are waited for.
     *
     * @param bytes that it keeps in memory until then
     */
    void whenTheyHave(Runnable event, int bytes) {
        if (waitedFor > 0) {
            gate.pass(event, bytes);
        } else {
            event.run();
        }
    }

    /**
     * Says whether replicas have what the link has answered; never if the link breaks before. Where they are waited for, they have it.
     */
    void ask(Consumer<BarrierResult> result) {
        if (waitedFor > 0) {
            gate.pass(() -> result.accept(BarrierResult.REPLICATED), 0);
        } else {
            barriers.ask(result);
        }
    }

    /** Drops what waits, because the link broke, and returns how many bytes that were. */
    int linkLost() {
        barriers.clear();
        return gate.clear();
    }

    private CompletionStage<Boolean> enoughHaveIt() {
        BarrierConnection on = connection.get();
        String mayWrite = key.get();
        return on == null || mayWrite == null
                ? CompletableFuture.completedStage(true)
                : on.barrier(mayWrite, waitedFor);
    }

    private CompletionStage<BarrierResult> whoHasIt() {
        BarrierConnection on = connection.get();
        String mayWrite = key.get();
        return on == null || mayWrite == null
                ? CompletableFuture.completedStage(BarrierResult.BEHIND)
                : on.ask(mayWrite, ENOUGH);
    }
}

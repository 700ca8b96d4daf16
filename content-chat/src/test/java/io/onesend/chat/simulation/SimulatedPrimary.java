package io.onesend.chat.simulation;

import io.onesend.chat.cluster.BarrierResult;
import io.onesend.chat.cluster.FunctionCall;
import io.onesend.chat.cluster.ModelPrimary;
import io.onesend.chat.cluster.PortFailure;
import io.onesend.chat.config.ClusterConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One Redis primary: what it has stored, who listens to it, and what is wrong with it at the moment. */
final class SimulatedPrimary {

    /** The longest time that the replica is behind. */
    static final Duration LAG = Duration.ofMillis(200);

    private static final Duration USUAL_LAG = Duration.ofMillis(20);

    final ModelPrimary model;
    private final SimulatedTime time;
    private final Set<SimulatedLink> links = new LinkedHashSet<>();
    private final Map<String, Set<SimulatedLink>> listeners = new LinkedHashMap<>();
    private int failovers;
    private long awayUntil;
    private long failingUntil;
    private PortFailure failure = PortFailure.HELD;

    SimulatedPrimary(int maxUsers, ClusterConfig.History history, SimulatedTime time) {
        this.time = time;
        model = new ModelPrimary(
                maxUsers,
                history,
                (partition, channel, message) -> listenersOf(feed(partition, channel))
                        .forEach(link -> link.pushFeed(partition, channel, message)));
    }

    static String feed(int partition, int channel) {
        return "feed " + partition + "." + channel;
    }

    boolean isAway() {
        return time.nanos() < awayUntil;
    }

    // ---- connections

    void connected(SimulatedLink link) {
        links.add(link);
    }

    void disconnected(SimulatedLink link) {
        links.remove(link);
        listeners.values().forEach(all -> all.remove(link));
    }

    void listens(SimulatedLink link, String channel) {
        listeners.computeIfAbsent(channel, key -> new LinkedHashSet<>()).add(link);
    }

    void listensNoMore(SimulatedLink link, String channel) {
        listenersOf(channel).remove(link);
    }

    Set<SimulatedLink> listenersOf(String channel) {
        return listeners.getOrDefault(channel, Set.of());
    }

    // ---- calls

    /** Why a call is not done now, or null if it is. What only reads is done by a Redis that is full. */
    @Nullable
    PortFailure failureOf(@Nullable FunctionCall call) {
        boolean writes = call == null || !call.name().equals("os1_read");
        return time.nanos() < failingUntil && (writes || failure != PortFailure.REFUSED) ? failure : null;
    }

    /** Shows that the replica has what was written up to now, as soon as it has. */
    void barrier(Consumer<BarrierResult> shown) {
        long written = time.millis();
        int before = failovers;
        time.after(USUAL_LAG, () -> {
            if (failovers == before) {
                model.replicateUntil(written);
                shown.accept(BarrierResult.REPLICATED);
            }
        });
    }

    // ---- what goes wrong

    void fail(PortFailure why, Duration pause) {
        failure = why;
        failingUntil = time.nanos() + pause.toNanos();
    }

    void goAway(Duration pause) {
        awayUntil = time.nanos() + pause.toNanos();
        List.copyOf(links).forEach(link -> link.redisIsGone("Redis is gone"));
    }

    /** The replica takes over, without what was written in the time of its lag. */
    void failOver(Duration lag, Duration pause) {
        model.replicateUntil(time.millis() - lag.toMillis());
        goAway(pause);
        failovers++;
        model.failOver();
    }

    /** Ends all trouble. */
    void recover() {
        awayUntil = time.nanos();
        failingUntil = time.nanos();
    }

    List<SimulatedLink> links() {
        return new ArrayList<>(links);
    }
}

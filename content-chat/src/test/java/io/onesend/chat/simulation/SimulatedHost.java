package io.onesend.chat.simulation;

import io.onesend.chat.ChatFixture;
import io.onesend.chat.cluster.ClusterKeys;
import io.onesend.chat.cluster.ClusterParts;
import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.config.ClusterConfig;
import io.onesend.network.logic.LogicLoop;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.LongSupplier;

/** One host of a simulated cluster: a real chat server on a stepped loop, with a clock of its own that starts anywhere. */
final class SimulatedHost {

    /** Made once: to find names of partitions takes longer than anything else that a host begins with. */
    private static final ClusterKeys KEYS = new ClusterKeys("simulation:", SimulatedCluster.PARTITIONS);

    final String hid;
    final SimulatedPort port;
    final ChatFixture chat;
    private final SimulatedTime time;
    private long pausedUntil;
    private boolean drained;
    private boolean killed;

    SimulatedHost(
            ChatConfig chatConfig,
            ClusterConfig cluster,
            List<SimulatedPrimary> primaries,
            SimulatedTime time,
            Random random) {
        this.time = time;
        hid = Long.toHexString(random.nextLong());
        long base = random.nextLong();
        LongSupplier clock = () -> base + time.nanos();
        LogicLoop loop = LogicLoop.stepped(clock);
        port = new SimulatedPort(primaries, cluster.partitions(), time, random, loop);
        chat = new ChatFixture(
                chatConfig,
                clock,
                new ClusterParts(cluster, port, KEYS, loop, new Random(random.nextLong()), hid, clock));
    }

    boolean isPaused() {
        return time.nanos() < pausedUntil;
    }

    boolean isRunning() {
        return !killed && !isPaused();
    }

    /** Whether clients try to connect to it. */
    boolean takesClients() {
        return isRunning() && !drained;
    }

    /** One pass, if it runs at all. */
    void step() {
        if (isRunning()) {
            chat.loop.step();
        }
    }

    void pause(long nanos) {
        pausedUntil = time.nanos() + nanos;
    }

    void wakeUp() {
        pausedUntil = time.nanos();
    }

    /** Whether others had let its users leave, or Redis had lost its place: it appends nothing again of what was before. */
    boolean wasHeldForDead() {
        return Objects.requireNonNull(chat.server.clusterStatistics()).fenced() > 0;
    }

    /** Its operator empties it. */
    void drain() {
        chat.drain(Duration.ofMillis(300));
        drained = true;
    }

    /** It is gone without a word. */
    void kill() {
        killed = true;
        port.close();
    }

    @Override
    public String toString() {
        return "host " + hid;
    }
}

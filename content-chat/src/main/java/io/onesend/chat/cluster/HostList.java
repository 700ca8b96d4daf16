package io.onesend.chat.cluster;

import io.onesend.chat.config.ClusterConfig;
import io.onesend.chat.statistics.ClusterHost;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.LogicTimer;
import io.onesend.network.logic.OwningThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The list of hosts in Redis. This host writes its own line there every tenth of a lease, reads all others in the same call, and
 * takes away a line that has not changed for a lease.
 *
 * <p>The lease of another host is counted in own beats that got through, not in time: while Redis is away nobody gets older.
 */
@LogicThread
final class HostList {

    /** Own beats in a lease. */
    static final int BEATS_OF_A_LEASE = 10;

    private static final Logger LOG = LoggerFactory.getLogger(HostList.class);

    /** What was read last of another host. */
    private static final class Watched {
        private final String line;
        private int beatsUnchanged;

        Watched(String line) {
            this.line = line;
        }
    }

    private enum State {
        STARTING,
        LISTED,
        SIGNED_OFF
    }

    private final OwningThread owner = new OwningThread();
    private final ClusterParts parts;
    private final PortCalls calls;
    private final Runnable whenForgotten;

    private final Map<String, Watched> others = new HashMap<>();
    private final List<Consumer<Boolean>> askingNow = new ArrayList<>();
    private final List<Consumer<Boolean>> askingNext = new ArrayList<>();
    private State state = State.STARTING;
    private boolean draining;
    private boolean underWay;
    private boolean beatIsDue;
    private long beat;
    private @Nullable LogicTimer timer;

    /** Replaced whole at each answer, for any thread to read. */
    private volatile List<ClusterHost> hosts = List.of();

    /**
     * Makes a list that is not read yet.
     *
     * @param whenForgotten run when this host's line was gone though nobody here took it away: others may have taken this host for
     *     dead, or Redis has lost its data
     */
    HostList(ClusterParts parts, PortCalls calls, Runnable whenForgotten) {
        this.parts = parts;
        this.calls = calls;
        this.whenForgotten = whenForgotten;
    }

    void start() {
        assert owner.isCurrent();
        Duration interval = parts.config().lease().dividedBy(BEATS_OF_A_LEASE);
        timer = parts.loop().scheduleEvery(interval, this::beat);
        beat();
    }

    private void beat() {
        beatIsDue = true;
        call();
    }

    /** A link is up. The others should not have to wait for the next beat to know of this host. */
    void linkUp() {
        assert owner.isCurrent();
        if (state == State.STARTING) {
            call();
        }
    }

    /** Whether the other hosts know of this one. */
    boolean isListed() {
        assert owner.isCurrent();
        return state == State.LISTED;
    }

    /** Whether another host had a line when the list was read last. */
    boolean has(String other) {
        assert owner.isCurrent();
        return others.containsKey(other);
    }

    /** What another host's line said when the list was read last. */
    ClusterHost describe(String other) {
        assert owner.isCurrent();
        return hosts.stream()
                .filter(host -> host.hid().equals(other))
                .findFirst()
                .orElseGet(() -> HostLine.unknown(other));
    }

    /** Reads the list anew; the answer is whether that succeeded. */
    void read(Consumer<Boolean> answer) {
        assert owner.isCurrent();
        // A call under way may have been answered by Redis before this question.
        askingNext.add(answer);
        call();
    }

    /** From now on this host's line says that it takes no more logins. */
    void drain() {
        assert owner.isCurrent();
        draining = true;
        call();
    }

    /** Takes this host's line away, and writes none again. */
    void signOff(Runnable done) {
        assert owner.isCurrent();
        if (state == State.SIGNED_OFF) {
            done.run();
            return;
        }
        state = State.SIGNED_OFF;
        if (timer != null) {
            timer.cancel();
        }
        calls.call(
                Functions.host(parts.keys().hosts(), parts.hid(), "", "", ""),
                ReplyReader::hosts,
                gone -> done.run(),
                (why, words) -> {
                    LOG.warn("this host stays on the list of hosts until the others miss it: {}", words);
                    done.run();
                });
    }

    /** All hosts when the list was read last, this one among them. */
    @AnyThread
    List<ClusterHost> hosts() {
        return hosts;
    }

    private void call() {
        if (state == State.SIGNED_OFF) {
            answer(askingNext, false);
            return;
        }
        if (underWay) {
            return;
        }
        underWay = true;
        boolean counts = beatIsDue;
        beatIsDue = false;
        askingNow.addAll(askingNext);
        askingNext.clear();
        Map.Entry<String, String> dead = firstDead();
        calls.call(
                Functions.host(parts.keys().hosts(), parts.hid(), ownLine(), dead.getKey(), dead.getValue()),
                ReplyReader::hosts,
                lines -> {
                    read(lines, counts);
                    end(true);
                },
                (why, words) -> {
                    LOG.debug("the list of hosts was not read: {}", words);
                    end(false);
                });
    }

    private String ownLine() {
        ClusterConfig config = parts.config();
        return HostLine.write(new ClusterHost(parts.hid(), config.hostName(), config.address(), draining, ++beat));
    }

    private void end(boolean wasRead) {
        underWay = false;
        answer(askingNow, wasRead);
        if (!askingNext.isEmpty()) {
            call();
        }
    }

    private static void answer(List<Consumer<Boolean>> asking, boolean wasRead) {
        List<Consumer<Boolean>> answered = List.copyOf(asking);
        asking.clear();
        answered.forEach(each -> each.accept(wasRead));
    }

    private Map.Entry<String, String> firstDead() {
        return others.entrySet().stream()
                .filter(other -> other.getValue().beatsUnchanged >= BEATS_OF_A_LEASE)
                .findFirst()
                .map(other -> Map.entry(other.getKey(), other.getValue().line))
                .orElse(Map.entry("", ""));
    }

    private void read(Replies.HostLines read, boolean counts) {
        List<ClusterHost> described = new ArrayList<>();
        read.lines().forEach((each, line) -> {
            described.add(HostLine.read(each, line));
            if (!each.equals(parts.hid())) {
                watch(each, line, counts);
            }
        });
        others.keySet().removeIf(other -> !read.lines().containsKey(other) && hasGone(other));
        hosts = List.copyOf(described);
        if (state == State.STARTING) {
            state = State.LISTED;
        } else if (state == State.LISTED && !read.known()) {
            LOG.warn("this host was not on the list of hosts any more; it is again");
            whenForgotten.run();
        }
    }

    private void watch(String other, String line, boolean counts) {
        Watched watched = others.get(other);
        if (watched == null) {
            LOG.info("host {} is there", nameOf(HostLine.read(other, line)));
        }
        if (watched == null || !watched.line.equals(line)) {
            others.put(other, new Watched(line));
        } else if (counts) {
            watched.beatsUnchanged++;
        }
    }

    private boolean hasGone(String other) {
        LOG.info("host {} is gone", nameOf(describe(other)));
        return true;
    }

    /** Its id, and its name without what a terminal would obey. */
    private static String nameOf(ClusterHost host) {
        return host.hid() + " '" + host.name().replaceAll("\\p{Cntrl}", "?") + "'";
    }
}

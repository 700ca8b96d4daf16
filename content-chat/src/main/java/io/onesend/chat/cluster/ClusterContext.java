package io.onesend.chat.cluster;

import io.onesend.chat.config.ChatConfig.Rooms;
import io.onesend.chat.config.ClusterConfig;
import io.onesend.chat.user.ChatUser;
import io.onesend.network.logic.AnyThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What the partitions of one host share. Time is counted in ticks of the logic loop, not read from a clock: while the loop stands
 * still, because the host was stopped or is busy, nothing times out.
 */
final class ClusterContext {

    static final Duration TICK = Duration.ofMillis(50);

    private final ClusterParts parts;
    private final RoomPlaces places;
    private final RoomLimits limits;
    private final ClusterCounters counters;
    private final BiConsumer<ChatUser, Consumer<Boolean>> claimCheck;
    private final Runnable whenForgotten;
    private final Runnable endOfPass = this::sendTouched;
    private List<Partition> touched = new ArrayList<>();
    private List<Partition> sending = new ArrayList<>();
    private long lastMoment;
    private long listenedAnewAt;
    private long now;
    private long ownNanos;

    /** Read by any thread. */
    private volatile String whyHeld = "not connected yet";

    /**
     * Makes what the partitions of a host share.
     *
     * @param claimCheck asks whether a user's session still has its user id
     * @param whenForgotten run when a partition finds that Redis does not know this host any more
     */
    ClusterContext(
            ClusterParts parts,
            Rooms rooms,
            ClusterCounters counters,
            BiConsumer<ChatUser, Consumer<Boolean>> claimCheck,
            Runnable whenForgotten) {
        this.parts = parts;
        this.counters = counters;
        this.claimCheck = claimCheck;
        this.whenForgotten = whenForgotten;
        ClusterConfig config = parts.config();
        places = new RoomPlaces(rooms, parts.keys().partitions(), config.channels());
        limits = new RoomLimits(
                rooms.maxUsers(), config.history().entries(), config.history().keep());
    }

    ClusterConfig config() {
        return parts.config();
    }

    ClusterKeys keys() {
        return parts.keys();
    }

    RedisPort port() {
        return parts.port();
    }

    String hid() {
        return parts.hid();
    }

    RoomPlaces places() {
        return places;
    }

    RoomLimits limits() {
        return limits;
    }

    ClusterCounters counters() {
        return counters;
    }

    /** Asks whether the user id is this session's; there is no answer if Redis has none. */
    void askWhetherClaimed(ChatUser user, Consumer<Boolean> answer) {
        claimCheck.accept(user, answer);
    }

    /** Redis does not know this host any more in a partition: what else that server had may be lost too. */
    void wasForgotten() {
        whenForgotten.run();
    }

    /** Why the partition was held that was held last. */
    @AnyThread
    String whyHeld() {
        return whyHeld;
    }

    void heldBecause(String why) {
        whyHeld = why;
    }

    /** Moments in their order: a later one has a larger number. */
    long nextMoment() {
        return ++lastMoment;
    }

    /** A link is opened anew because its Redis is in another life. */
    void listensAnew() {
        listenedAnewAt = nextMoment();
    }

    /** The moment when that happened last. */
    long listenedAnewAt() {
        return listenedAnewAt;
    }

    /** A clock to measure with. */
    @AnyThread
    long nanoTime() {
        return parts.nanoTime().getAsLong();
    }

    /** Redis has brought something of this host's own, just now: one look at the clock serves all that comes with it. */
    void broughtOwn() {
        ownNanos = nanoTime();
    }

    /** When Redis last brought something of this host's own. */
    long ownNanos() {
        return ownNanos;
    }

    RandomGenerator random() {
        return parts.random();
    }

    /** Names an event for good. */
    long newTag() {
        return parts.random().nextLong();
    }

    /** Ticks since the start. */
    long now() {
        return now;
    }

    void passTick() {
        now++;
    }

    /** A time in ticks; at least one tick. */
    static long ticks(Duration time) {
        return Math.max(1, (time.toMillis() + TICK.toMillis() - 1) / TICK.toMillis());
    }

    /** A partition has something to send: that happens once, when this pass of the loop ends. */
    void touch(Partition partition) {
        if (partition.isFirstTouch()) {
            touched.add(partition);
            flushSoon();
        }
    }

    /** What was given to the port goes out when this pass ends. */
    void flushSoon() {
        parts.loop().atEndOfPass(endOfPass);
    }

    private void sendTouched() {
        List<Partition> these = touched;
        touched = sending;
        sending = these;
        these.forEach(Partition::send);
        these.clear();
        parts.port().flush();
    }
}

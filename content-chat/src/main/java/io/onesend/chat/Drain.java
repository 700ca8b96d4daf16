package io.onesend.chat;

import io.onesend.chat.cluster.Cluster;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.chat.room.Room;
import io.onesend.chat.user.ChatUser;
import io.onesend.chat.user.UserDirectory;
import io.onesend.network.DisconnectReason;
import io.onesend.network.DisconnectReason.Fault;
import io.onesend.network.Session;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.LogicTimer;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Empties a host that is about to stop: users whose clients can move are sent to other hosts, the others are told, and their
 * sessions are closed one after the other. In a cluster nobody logs in any more meanwhile, and when the last user has left, the
 * host signs off. It runs once.
 *
 * <p>Each session's queue goes out before its end, so a user gets all that was said while it was here. The order is random, and so
 * is the number of each moment: clients that come back at once, to the next host, are spread as the closes are.
 */
@LogicThread
final class Drain {

    /** Ends a session of a host that is about to stop. */
    static final DisconnectReason DRAINING = DisconnectReason.of("draining", Fault.NONE);

    /** Who says it: an id that nobody can log in with. */
    static final String SPEAKER = Room.SPEAKER;

    static final String NOTICE = "This server is about to stop. Please connect again.";

    /** How long the users who move last may take until they are at another host. Then their sessions are closed too. */
    static final Duration MOVE_WITHIN = Duration.ofSeconds(1);

    /**
     * How long the sessions closed last may take to end, those who linger to come back elsewhere, and the leaves to reach Redis.
     */
    static final Duration END_WITHIN = Duration.ofSeconds(2);

    private static final Duration TICK = Duration.ofMillis(50);
    private static final long MOVE_TICKS = MOVE_WITHIN.dividedBy(TICK);
    private static final long END_TICKS = END_WITHIN.dividedBy(TICK);

    /**
     * What a drain works on.
     *
     * @param cluster null: this host is alone
     * @param sessions those that are there, logged in or not, whenever it is asked
     */
    record Parts(
            LogicLoop loop,
            PacketRegistry<?, ServerPacket> registry,
            UserDirectory users,
            @Nullable Cluster cluster,
            Supplier<List<Session>> sessions) {}

    private final Parts parts;
    private final LogicLoop loop;
    private final @Nullable Cluster cluster;
    private final Runnable done;

    private RandomGenerator random = new SplittableRandom();

    /** The sessions still to be closed; the last is the next. */
    private final List<Session> waiting = new ArrayList<>();

    private long ticksLeft;

    /** Ticks since all were told to end. */
    private long ticksAfter;

    private @Nullable LogicTimer timer;
    private @Nullable Moving moving;

    /**
     * Makes a drain that has not begun.
     *
     * @param done run when all were told to end, and in a cluster when this host is off the list
     */
    Drain(Parts parts, Runnable done) {
        this.parts = parts;
        this.done = done;
        loop = parts.loop();
        cluster = parts.cluster();
    }

    /** @param over the time over which sessions are moved and closed */
    void start(Duration over) {
        assert loop.inLoop();
        if (cluster != null) {
            random = cluster.random();
            cluster.membership().drain();
        }
        Moving toOthers =
                new Moving(cluster == null ? List.of() : cluster.membership().others(), random);
        moving = toOthers;
        List<ChatUser> movers = new ArrayList<>();
        for (Session session : parts.sessions().get()) {
            ChatUser user = userOf(session);
            if (session.isOpen() && user != null && toOthers.takes(user)) {
                movers.add(user);
            } else if (session.isOpen()) {
                waiting.add(session);
            }
        }
        toOthers.tell(movers, over);
        tellRooms();
        shuffle();
        ticksLeft = waiting.isEmpty() && movers.isEmpty() ? 1 : ticksIn(over);
        timer = loop.scheduleEvery(TICK, this::tick);
        if (ticksLeft == 1) {
            tick();
        }
    }

    /** Leaves the sessions that are still to be closed no more than this time. */
    void closeWithin(Duration over) {
        assert loop.inLoop();
        ticksLeft = Math.min(ticksLeft, ticksIn(over));
    }

    /** Cuts every session off, whatever its queue holds. */
    void cut() {
        assert loop.inLoop();
        waiting.clear();
        ticksLeft = 0;
        ticksAfter = Math.max(ticksAfter, END_TICKS);
        endAll();
    }

    private static long ticksIn(Duration time) {
        return Math.max(1, time.dividedBy(TICK));
    }

    private void tellRooms() {
        List<Session> inRooms = waiting.stream()
                .filter(session -> {
                    ChatUser user = userOf(session);
                    return user != null && user.state() == ChatUser.State.IN_ROOM;
                })
                .toList();
        try (EncodedPacket notice = parts.registry().encode(new RoomChatNotify(SPEAKER, NOTICE))) {
            Session.sendToAll(inRooms, notice);
        }
    }

    private void shuffle() {
        for (int i = waiting.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            Session session = waiting.get(i);
            waiting.set(i, waiting.get(other));
            waiting.set(other, session);
        }
    }

    private void tick() {
        if (ticksLeft > 0) {
            closeSome();
            if (--ticksLeft > 0) {
                return;
            }
        } else {
            ticksAfter++;
        }
        if (ticksAfter == 0 || ticksAfter == MOVE_TICKS) {
            // Also those that have come meanwhile.
            parts.sessions().get().stream().filter(this::hasToGo).forEach(session -> session.close(DRAINING));
        }
        if (cluster == null) {
            finish(done);
        } else {
            endInCluster(cluster);
        }
    }

    /** On average, an equal part of those left in each tick; all in the last. */
    private void closeSome() {
        int extra = (int) random.nextLong(ticksLeft);
        int count = (int) ((waiting.size() + extra) / ticksLeft);
        for (int i = 0; i < count; i++) {
            waiting.remove(waiting.size() - 1).close(DRAINING);
        }
    }

    /** Whether a session is not on its way to another host by itself. */
    private boolean hasToGo(Session session) {
        ChatUser user = userOf(session);
        return moving == null || user == null || ticksAfter >= MOVE_TICKS || !moving.takes(user);
    }

    private void endInCluster(Cluster left) {
        if (ticksAfter >= END_TICKS) {
            endAll();
        }
        boolean allIsTold = left.isIdle() || ticksAfter >= 2 * END_TICKS;
        if (parts.users().isEmpty() && allIsTold) {
            finish(() -> left.membership().signOff(done));
        }
    }

    private void endAll() {
        parts.users().all().forEach(ChatUser::stopLingering);
        parts.sessions().get().forEach(session -> session.abort(DRAINING));
    }

    private void finish(Runnable last) {
        if (timer != null) {
            timer.cancel();
            timer = null;
            last.run();
        }
    }

    private static @Nullable ChatUser userOf(Session session) {
        return session.attachment() instanceof ChatUser user ? user : null;
    }
}

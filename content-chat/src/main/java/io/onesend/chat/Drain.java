package io.onesend.chat;

import io.onesend.chat.cluster.Cluster;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.user.ChatUser;
import io.onesend.chat.user.UserDirectory;
import io.onesend.network.DisconnectReason;
import io.onesend.network.DisconnectReason.Fault;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.LogicTimer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Empties a host that leaves its cluster: nobody logs in any more, users whose clients can move are sent to other hosts, the others
 * are told and closed one after the other, and when the last has left, the host signs off. It runs once.
 */
@LogicThread
final class Drain {

    /** Ends a session of a host that is about to stop. */
    static final DisconnectReason HOST_DRAINING = DisconnectReason.of("host-draining", Fault.NONE);

    /** Who says it: an id that nobody can log in with. */
    static final String SPEAKER = "*";

    static final String NOTICE = "This server is about to stop. Please connect again.";

    /** How long the users who move last may take until they are at another host. Then their sessions are closed too. */
    static final Duration MOVE_WITHIN = Duration.ofSeconds(1);

    /**
     * How long the sessions closed last may take to end, those who linger to come back elsewhere, and the leaves to reach Redis.
     */
    static final Duration END_WITHIN = Duration.ofSeconds(2);

    private static final Duration TICK = Duration.ofMillis(50);

    private final LogicLoop loop;
    private final UserDirectory users;
    private final Cluster cluster;
    private final Duration spread;
    private final long closingTicks;
    private final long lastTick;
    private final Runnable done;

    private List<ChatUser> closing = List.of();
    private int closed;
    private long ticks;
    private @Nullable LogicTimer timer;
    private @Nullable Moving moving;

    /**
     * Makes a drain that has not begun.
     *
     * @param spread the time over which sessions are moved and closed
     * @param done run when this host is off the list
     */
    Drain(LogicLoop loop, UserDirectory users, Cluster cluster, Duration spread, Runnable done) {
        this.loop = loop;
        this.users = users;
        this.cluster = cluster;
        this.spread = spread;
        this.done = done;
        closingTicks = Math.max(1, spread.dividedBy(TICK));
        lastTick = closingTicks + END_WITHIN.dividedBy(TICK);
    }

    void start() {
        assert loop.inLoop();
        cluster.membership().drain();
        Moving toOthers = new Moving(cluster.membership().others(), cluster.random());
        moving = toOthers;
        List<ChatUser> open =
                users.all().stream().filter(user -> user.session().isOpen()).toList();
        toOthers.tell(open.stream().filter(toOthers::takes).toList(), spread);
        closing = open.stream().filter(user -> !toOthers.takes(user)).toList();
        timer = loop.scheduleEvery(TICK, this::tick);
    }

    private void tick() {
        ticks++;
        closeUntil((int) Math.min(closing.size(), closing.size() * ticks / closingTicks));
        if (ticks >= closingTicks) {
            // Those too whose login was under way when this began.
            users.all().stream().filter(user -> !isOnItsWay(user)).forEach(Drain::close);
        }
        if (ticks >= lastTick) {
            users.all().forEach(Drain::end);
        }
        boolean allIsTold = cluster.isIdle() || ticks >= lastTick + END_WITHIN.dividedBy(TICK);
        if (ticks >= closingTicks && users.isEmpty() && allIsTold && timer != null) {
            timer.cancel();
            cluster.membership().signOff(done);
        }
    }

    private boolean isOnItsWay(ChatUser user) {
        return moving != null && moving.takes(user) && ticks < closingTicks + MOVE_WITHIN.dividedBy(TICK);
    }

    private void closeUntil(int count) {
        while (closed < count) {
            close(closing.get(closed++));
        }
    }

    private static void close(ChatUser user) {
        if (user.session().isOpen()) {
            if (user.state() == ChatUser.State.IN_ROOM) {
                user.send(new RoomChatNotify(SPEAKER, NOTICE));
            }
            user.session().close(HOST_DRAINING);
        }
    }

    private static void end(ChatUser user) {
        if (!user.stopLingering()) {
            user.session().abort(HOST_DRAINING);
        }
    }
}

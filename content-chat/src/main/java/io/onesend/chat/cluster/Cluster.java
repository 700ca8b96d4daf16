package io.onesend.chat.cluster;

import io.onesend.chat.cluster.ClusterCounters.Now;
import io.onesend.chat.config.ChatConfig.Rooms;
import io.onesend.chat.config.ClusterConfig;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ResumeResponse;
import io.onesend.chat.room.Room;
import io.onesend.chat.room.RoomEvent;
import io.onesend.chat.room.RoomOrder;
import io.onesend.chat.room.RoomReturns;
import io.onesend.chat.statistics.ClusterStatistics;
import io.onesend.chat.user.ChatUser;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.LogicTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The order of rooms that several hosts share: Redis decides it. An event that a room proposes goes to Redis in a batch, and is applied
 * when it comes back by the feed of its partition, among the events of the other hosts. The session of a user who waits for an answer
 * is suspended meanwhile, but for chats: a few of a session may be under way, and they are answered in order.
 */
@LogicThread
public final class Cluster implements RoomOrder, RoomReturns, PortListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

    /** How long a close waits until the last leaves are with Redis. */
    private static final Duration LAST_LEAVES = Duration.ofSeconds(1);

    private final LogicLoop loop;
    private final ClusterContext context;
    private final Membership membership;
    private final List<Partition> partitions = new ArrayList<>();
    private @Nullable LogicTimer timer;
    private int liveBefore;
    private volatile boolean idle;
    private volatile boolean closed;

    /**
     * Makes the order of a host.
     *
     * @param rooms of all hosts
     */
    public Cluster(ClusterParts parts, Rooms rooms) {
        loop = parts.loop();
        ClusterCounters counters = new ClusterCounters();
        membership = new Membership(parts, rooms, counters);
        context = new ClusterContext(parts, rooms, counters, membership::askWhetherClaimed, membership::renewClaims);
        for (int number = 0; number < parts.keys().partitions(); number++) {
            partitions.add(new Partition(number, context));
        }
    }

    @AnyThread
    public ClusterConfig config() {
        return context.config();
    }

    /** Connects to Redis, and goes on connecting. */
    @AnyThread
    public void start() {
        loop.execute(() -> {
            timer = loop.scheduleEvery(ClusterContext.TICK, this::tick);
            context.port().start(this);
            membership.start();
        });
    }

    /** Of all that belongs to this host's chat. */
    @AnyThread
    public LogicLoop loop() {
        return loop;
    }

    /** What chance decides in this cluster. */
    public RandomGenerator random() {
        assert loop.inLoop();
        return context.random();
    }

    /** This host among the others. */
    @AnyThread
    public Membership membership() {
        return membership;
    }

    /** Whether Redis has all that rooms have proposed, or cannot be reached. */
    public boolean isIdle() {
        assert loop.inLoop();
        return partitions.stream().allMatch(Partition::isIdle);
    }

    @Override
    public void propose(Room room, RoomEvent event, @Nullable ChatUser waiting) {
        assert loop.inLoop();
        proposer(room).propose(room, event, waiting);
    }

    private Proposer proposer(Room room) {
        return partitions.get(context.places().partitionOf(room.number())).proposer();
    }

    @Override
    public void reject(Room room, ChatUser sender, ResultCode why) {
        assert loop.inLoop();
        sender.chatsUnderWay().answer(() -> room.refuseChat(sender, why));
    }

    @Override
    public void bringBack(Room room, ChatUser user, Return where) {
        assert loop.inLoop();
        proposer(room).bringBack(room, new Resumption(user, where, context));
    }

    @Override
    public void bringBack(ChatUser user, Runnable settled) {
        assert loop.inLoop();
        context.counters().resumed(ResultCode.NONE);
        user.send(new ResumeResponse(ResultCode.NONE, 0));
        user.session().resume();
        settled.run();
    }

    @Override
    public void up(int partition) {
        assert loop.inLoop();
        partitions.get(partition).up();
        membership.linkUp();
    }

    @Override
    public void down(int partition, String why) {
        assert loop.inLoop();
        partitions.get(partition).down(why);
    }

    @Override
    public void subscribed(int partition, int channel) {
        assert loop.inLoop();
        partitions.get(partition).subscribed(channel);
    }

    @Override
    public void message(int partition, int channel, byte[] message) {
        assert loop.inLoop();
        partitions.get(partition).message(channel, message);
    }

    @Override
    public void heard(String channel, byte[] message) {
        assert loop.inLoop();
        membership.heard(message);
    }

    private void tick() {
        context.passTick();
        partitions.forEach(Partition::tick);
        int live = 0;
        int pending = 0;
        long pendingBytes = context.port().pendingBytes();
        long now = context.nanoTime();
        long sinceBeat = 0;
        for (Partition partition : partitions) {
            live += partition.isLive() ? 1 : 0;
            pending += partition.pending();
            pendingBytes += partition.keptBytes();
            sinceBeat = Math.max(sinceBeat, partition.nanosSinceBeat(now));
        }
        context.counters().now(new Now(live, pending, context.port().linksUp(), pendingBytes, now - sinceBeat));
        tellIfChanged(live);
    }

    private void tellIfChanged(int live) {
        if (live < liveBefore) {
            LOG.warn(
                    "{} of {} partitions are held: {}", partitions.size() - live, partitions.size(), context.whyHeld());
        } else if (live > liveBefore && live == partitions.size()) {
            LOG.info("all {} partitions are live", live);
        }
        liveBefore = live;
    }

    /** Why rooms wait for Redis, if some do; in Redis's own words, where it has refused. */
    @AnyThread
    public String whyHeld() {
        return context.whyHeld();
    }

    @AnyThread
    public ClusterStatistics statistics() {
        return context.counters()
                .read(partitions.size(), context.config().lease().toNanos(), context.nanoTime());
    }

    /** Waits a moment until Redis has what was proposed last, and ends the links. Called when no session is left. Idempotent. */
    @Override
    @AnyThread
    public void close() {
        if (closed) {
            return;
        }
        if (!loop.inLoop()) {
            loop.await(this::askWhetherIdle, LAST_LEAVES.toNanos());
        }
        closed = true;
        loop.execute(this::end);
    }

    private boolean askWhetherIdle() {
        loop.execute(() -> idle = isIdle());
        return idle;
    }

    private void end() {
        if (timer != null) {
            timer.cancel();
        }
        membership.leave();
        context.port().flush();
        context.port().close();
    }
}

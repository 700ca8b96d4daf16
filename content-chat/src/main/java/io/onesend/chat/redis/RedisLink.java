package io.onesend.chat.redis;

import io.onesend.chat.cluster.BarrierResult;
import io.onesend.chat.cluster.FunctionCall;
import io.onesend.chat.cluster.PortFailure;
import io.onesend.chat.cluster.PortReply;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.LogicTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The link to one Redis: connecting → up → down → connecting, until it is closed. It is up while both of its connections are. A call or
 * a subscription that is not answered in time breaks it, because what comes behind waits as well.
 */
@LogicThread
final class RedisLink implements LinkPushes.Receiver {

    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);

    /** A link that lasted this long is tried again soon; one that breaks at once is not. */
    private static final long STEADY_NANOS = Duration.ofSeconds(5).toNanos();

    private static final int LATE_CHECKS_A_TIMEOUT = 4;

    /** Of a call that is not for a partition. */
    static final int NO_PARTITION = -1;

    /** Hears of a link, on the logic thread. */
    interface Listener {

        void up(RedisLink link);

        void down(RedisLink link, String why);

        void message(String channel, byte[] message);

        void subscribed(RedisLink link, String channel);

        /** Redis has ended a subscription by itself, or does not grant it. */
        void unsubscribed(RedisLink link, String channel, String why);

        /** Redis has refused a call for now. */
        void held(RedisLink link, String words);

        /** A key that barriers may write; null: this link has no partition. */
        @Nullable
        String barrierKey(RedisLink link);

        /** An attempt to connect has failed; the next one follows. */
        void notOpened(RedisLink link);
    }

    /**
     * What the links of a port share.
     *
     * @param timeout of a call
     * @param mostPendingBytes of messages not yet handled, for each link
     * @param replicas that must have what is heard or answered; 0: none
     */
    record Shared(
            LinkClient client,
            LogicLoop loop,
            LinkInbox inbox,
            Duration timeout,
            long mostPendingBytes,
            int replicas) {}

    private final Shared shared;
    private final RedisTopology.Target target;
    private final Listener listener;

    private final LinkPushes.Bound bound;
    private final LinkConnector connector;
    private final PendingCalls pending = new PendingCalls();
    private final Map<String, Long> subscribing = new HashMap<>();
    private final List<String> unsubscribing = new ArrayList<>();
    private final LinkReplicas replicas;
    private final LogicTimer lateCheck;
    private List<LinkCall> queued = new ArrayList<>();
    private @Nullable LinkConnections connections;
    private long upSince;
    private String trouble = "not connected yet";

    /** Starts to connect. */
    RedisLink(Shared shared, RedisTopology.Target target, Listener listener) {
        this.shared = shared;
        this.target = target;
        this.listener = listener;
        bound = new LinkPushes.Bound(new AtomicLong(), shared.mostPendingBytes());
        replicas = new LinkReplicas(shared, this::barriers, () -> listener.barrierKey(this));
        lateCheck = shared.loop().scheduleEvery(shared.timeout().dividedBy(LATE_CHECKS_A_TIMEOUT), this::checkLate);
        connector = new LinkConnector(shared, target, this::opened, this::notOpened);
        connector.connect();
    }

    boolean isUp() {
        return connections != null;
    }

    /** Bytes of messages that have come and were not handed over yet. */
    long pendingBytes() {
        return bound.pending().get();
    }

    /** Why it is not up; empty: it is. */
    String trouble() {
        return trouble.isEmpty() ? "" : "Redis at " + target.address() + ": " + trouble;
    }

    void call(int partition, FunctionCall call, PortReply reply) {
        queue(LinkCall.of(call, caller(partition, reply)));
    }

    void publish(String channel, byte[] message, PortReply reply) {
        queue(LinkCall.publish(channel, message, caller(NO_PARTITION, reply)));
    }

    /** Says whether replicas have what this link has answered; never if it breaks before. What replicas are waited for, they have. */
    void barrier(Consumer<BarrierResult> result) {
        if (connections != null) {
            replicas.ask(result);
        }
    }

    private @Nullable BarrierConnection barriers() {
        LinkConnections on = connections;
        return on == null ? null : on.barriers();
    }

    private LinkCall.Caller caller(int partition, PortReply reply) {
        return new LinkCall.Caller(partition, reply, call -> shared.inbox().add(() -> completed(call)));
    }

    private void queue(LinkCall call) {
        if (connections == null || pending.isFull()) {
            String words = connections == null ? "not connected" : PendingCalls.MOST + " calls have no answer yet";
            shared.inbox().add(() -> call.fail(PortFailure.HELD, words));
            return;
        }
        pending.add(call);
        queued.add(call);
    }

    /** Sends what was queued since the last time. */
    void flush() {
        if (connections != null && !queued.isEmpty()) {
            List<LinkCall> calls = queued;
            queued = new ArrayList<>();
            connections.send(calls);
        }
    }

    void subscribe(String channel) {
        LinkConnections on = connections;
        if (on == null) {
            return;
        }
        subscribing.put(channel, System.nanoTime());
        on.subscribe(channel).whenComplete((done, failed) -> {
            if (failed != null) {
                shared.inbox().add(() -> notSubscribed(on, channel, RedisFailure.inWords(failed)));
            }
        });
    }

    void unsubscribe(String channel) {
        LinkConnections on = connections;
        if (on == null) {
            return;
        }
        unsubscribing.add(channel);
        on.unsubscribe(channel).whenComplete((done, failed) -> {
            if (failed != null) {
                shared.inbox().add(() -> broken(on, RedisFailure.inWords(failed)));
            }
        });
    }

    /** Loads the functions again, ahead of what is called from now on. */
    void loadFunctions() {
        LinkConnections on = connections;
        if (on == null) {
            return;
        }
        on.loadFunctions().whenComplete((name, failed) -> {
            if (failed != null && !LinkOpening.isThereAlready(failed)) {
                shared.inbox().add(() -> broken(on, RedisFailure.inWords(failed)));
            }
        });
    }

    /** Breaks the link and connects anew, in a moment. */
    void reconnect(String why) {
        LinkConnections on = connections;
        if (on != null) {
            shared.inbox().add(() -> broken(on, why));
        }
    }

    /** Fails the calls of a partition, which is elsewhere now. */
    void failCalls(int partition, String why) {
        pending.failOf(partition, PortFailure.LOST, why);
    }

    /** Ends it alone, and fails what is under way. */
    void retire(String why) {
        LOG.info("the link to Redis at {} is closed: {}", target.address(), why);
        close();
        LinkConnections last = connections;
        if (last != null) {
            connections = null;
            last.close();
        }
        pending.failAll(PortFailure.LOST, why);
    }

    /** Does nothing any more. The end of the client, which follows, ends the connections. */
    void close() {
        lateCheck.cancel();
        connector.stop();
    }

    private void opened(LinkConnections opened) {
        connections = opened;
        upSince = System.nanoTime();
        trouble = "";
        opened.tell(new LinkPushes(opened, this, shared.inbox(), bound));
        LOG.info("the link to Redis at {} is up", target.address());
        listener.up(this);
    }

    private void notOpened(String why) {
        if (!why.equals(trouble)) {
            LOG.warn("no link to Redis at {}: {}; trying again", target.address(), why);
            trouble = why;
        }
        listener.notOpened(this);
    }

    @Override
    public void broken(LinkConnections which, String why) {
        if (connections != which) {
            return;
        }
        LOG.warn("the link to Redis at {} is down: {}; connecting again", target.address(), why);
        trouble = why;
        connections = null;
        which.close();
        queued.clear();
        subscribing.clear();
        unsubscribing.clear();
        if (System.nanoTime() - upSince > STEADY_NANOS) {
            connector.hurry();
        }
        connector.connectLater();
        bound.giveBack(replicas.linkLost());
        pending.failAll(PortFailure.LOST, why);
        listener.down(this, why);
    }

    /**
     * A call that could not be written breaks the link, which fails all in their order: Lettuce tells of it before it tells of those
     * that were written earlier. The calls of a link that is down fail before replicas have anything.
     */
    private void completed(LinkCall call) {
        LinkConnections on = connections;
        if (on == null) {
            done(call);
        } else if (call.isLost()) {
            broken(on, call.whyUnanswered());
        } else {
            replicas.whenTheyHave(() -> done(call), 0);
        }
    }

    private void done(LinkCall call) {
        call.settle();
        pending.removeSettled();
        if (call.isHeld()) {
            listener.held(this, call.getError());
        }
    }

    @Override
    public void message(LinkConnections from, String channel, byte[] message) {
        if (connections != from) {
            bound.giveBack(message.length);
        } else {
            replicas.whenTheyHave(() -> deliver(channel, message), message.length);
        }
    }

    private void deliver(String channel, byte[] message) {
        bound.giveBack(message.length);
        listener.message(channel, message);
    }

    @Override
    public void subscribed(LinkConnections from, String channel) {
        if (connections == from && subscribing.remove(channel) != null) {
            replicas.whenTheyHave(() -> listener.subscribed(this, channel), 0);
        }
    }

    @Override
    public void unsubscribed(LinkConnections from, String channel) {
        if (connections == from && !unsubscribing.remove(channel)) {
            listener.unsubscribed(this, channel, "Redis has ended the subscription");
        }
    }

    private void notSubscribed(LinkConnections on, String channel, String why) {
        if (connections == on && subscribing.remove(channel) != null) {
            listener.unsubscribed(this, channel, why);
        }
    }

    /** What has come and is not handled yet is not late. */
    private void checkLate() {
        LinkConnections on = connections;
        if (on == null || !shared.inbox().isEmpty()) {
            return;
        }
        long timeout = shared.timeout().toNanos();
        long now = System.nanoTime();
        if (pending.isLate(timeout) || subscribing.values().stream().anyMatch(since -> now - since > timeout)) {
            String trouble =
                    replicas.isHolding() ? "fewer than " + shared.replicas() + " replicas have it" : "no answer";
            broken(on, trouble + " in " + shared.timeout().toMillis() + " ms");
        }
    }
}

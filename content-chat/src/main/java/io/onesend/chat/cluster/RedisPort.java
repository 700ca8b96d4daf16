package io.onesend.chat.cluster;

import io.onesend.network.logic.LogicThread;
import java.util.function.Consumer;

/**
 * What a cluster needs of Redis, without a client library. No method waits for Redis, and no callback comes within a call: each
 * comes later, on the logic thread.
 *
 * <p>A partition lives on one primary. The link to a primary is a connection for calls, one for feeds and one for barriers; it is
 * up while all are. A link that breaks fails every call that it has not answered with {@link PortFailure#LOST} and then says
 * {@link PortListener#down} for each of its partitions; subscriptions end with it.
 */
@LogicThread
public interface RedisPort {

    /** Connects, and goes on connecting. Called once, before anything else. */
    void start(PortListener listener);

    /**
     * Queues a call on the link of a partition, behind all earlier ones of that link; {@link #flush} sends it.
     *
     * @param partition whose primary is asked
     * @param reply gets the answer, or why there is none
     */
    void call(int partition, FunctionCall call, PortReply reply);

    /** Queues a call for a key that belongs to no partition; the first key names the primary. */
    void call(FunctionCall call, PortReply reply);

    /** Sends what was queued: one write for each link. */
    void flush();

    /**
     * Asks whether the replicas have all that the link of a partition has answered up to now. Where there is no replica it writes
     * nothing.
     *
     * @param result hears it, once; it hears nothing if the link is down or breaks
     */
    void barrier(int partition, Consumer<BarrierResult> result);

    /** Listens to a feed; {@link PortListener#subscribed} says when. */
    void subscribe(int partition, int channel);

    void unsubscribe(int partition, int channel);

    /** Breaks the link of a partition and connects anew: the other partitions of that link go down with it. */
    void reconnect(int partition);

    /** Listens to a channel of this host's own, also after each reconnect. Its messages come as {@link PortListener#heard}. */
    void listen(String channel);

    /**
     * Publishes to a channel that a host listens to.
     *
     * @param reply gets how many heard it, as a {@code Long}
     */
    void publish(String channel, byte[] message, PortReply reply);

    /** Links that are up. */
    int linksUp();

    /** Bytes of messages that have come and were not handed over yet. */
    long pendingBytes();

    /** Ends all links. Nothing is called back afterwards. */
    void close();
}

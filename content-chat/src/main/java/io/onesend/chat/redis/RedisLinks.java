package io.onesend.chat.redis;

import io.onesend.chat.cluster.BarrierResult;
import io.onesend.chat.cluster.ClusterKeys;
import io.onesend.chat.cluster.FunctionCall;
import io.onesend.chat.cluster.PortFailure;
import io.onesend.chat.cluster.PortListener;
import io.onesend.chat.cluster.PortReply;
import io.onesend.chat.cluster.RedisPort;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.logic.LogicThread;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The cluster's way to Redis, over Lettuce: to one server, to the primary that Sentinel names, or to all primaries of a Redis
 * Cluster. It carries calls and messages, and knows nothing of what they mean.
 *
 * <p>A link that breaks is opened anew after 50 ms to 1 s, as long as it takes. What Redis sends comes on Lettuce's threads, and
 * waits in one inbox for the logic thread.
 */
@LogicThread
@SuppressWarnings("exports") // Public for ChatServer. The package of the port is no API.
public final class RedisLinks implements RedisPort {

    private final RedisSettings settings;
    private final ClusterKeys keys;
    private final LogicLoop loop;
    private final LinkInbox inbox;
    private final LinkClient client;
    private final RedisLink.Shared shared;

    /** Null before the start. */
    private volatile @Nullable LinkTable started;

    /**
     * Makes links that are not connected before {@link #start}.
     *
     * @param feedMaxPendingBytes a link is opened anew if more than this waits for the logic thread
     * @param loop of the one thread that enters
     */
    public RedisLinks(RedisSettings settings, ClusterKeys keys, long feedMaxPendingBytes, LogicLoop loop) {
        this(settings, keys, feedMaxPendingBytes, 0, loop);
    }

    /**
     * Makes links that may wait for replicas.
     *
     * @param replicas that must have what is heard or answered; 0: none
     */
    public RedisLinks(
            RedisSettings settings, ClusterKeys keys, long feedMaxPendingBytes, int replicas, LogicLoop loop) {
        this.settings = settings;
        this.keys = keys;
        this.loop = loop;
        inbox = new LinkInbox(loop);
        client = new LinkClient(RedisConnection.uri(settings), settings.commandTimeout());
        shared = new RedisLink.Shared(client, loop, inbox, settings.commandTimeout(), feedMaxPendingBytes, replicas);
    }

    @Override
    public void start(PortListener listener) {
        assert loop.inLoop();
        started = new LinkTable(shared, new RedisTopology(client, settings), keys, listener);
    }

    @Override
    public void call(int partition, FunctionCall call, PortReply reply) {
        assert loop.inLoop();
        RedisLink link = table().linkOf(partition);
        if (link == null) {
            notConnected(reply);
        } else {
            link.call(partition, call, reply);
        }
    }

    @Override
    public void call(FunctionCall call, PortReply reply) {
        assert loop.inLoop();
        RedisLink link = table().linkOf(call.keys().get(0));
        if (link == null) {
            notConnected(reply);
        } else {
            link.call(RedisLink.NO_PARTITION, call, reply);
        }
    }

    @Override
    public void flush() {
        assert loop.inLoop();
        table().flush();
    }

    @Override
    public void barrier(int partition, Consumer<BarrierResult> result) {
        assert loop.inLoop();
        RedisLink link = table().linkOf(partition);
        if (link != null) {
            link.barrier(result);
        }
    }

    @Override
    public void subscribe(int partition, int channel) {
        assert loop.inLoop();
        table().subscribe(partition, channel);
    }

    @Override
    public void unsubscribe(int partition, int channel) {
        assert loop.inLoop();
        table().unsubscribe(partition, channel);
    }

    @Override
    public void reconnect(int partition) {
        assert loop.inLoop();
        RedisLink link = table().linkOf(partition);
        if (link != null) {
            link.reconnect("it was given up");
        }
    }

    @Override
    public void listen(String channel) {
        assert loop.inLoop();
        table().listen(channel);
    }

    /** Sends at once, and with it what was queued. */
    @Override
    public void publish(String channel, byte[] message, PortReply reply) {
        assert loop.inLoop();
        RedisLink link = table().linkOf(channel);
        if (link == null) {
            notConnected(reply);
        } else {
            link.publish(channel, message, reply);
            link.flush();
        }
    }

    @Override
    public int linksUp() {
        assert loop.inLoop();
        return table().linksUp();
    }

    @Override
    public long pendingBytes() {
        assert loop.inLoop();
        return table().pendingBytes();
    }

    @Override
    public void close() {
        assert loop.inLoop();
        inbox.close();
        LinkTable table = started;
        if (table != null) {
            table.close();
        }
        // It waits for Lettuce's threads, and the logic thread waits for nothing.
        Thread end = new Thread(client::close, "redis-links-end");
        end.setDaemon(true);
        end.start();
    }

    /** Why a link is not up, for an operator; empty: all are. */
    @AnyThread
    public String trouble() {
        LinkTable table = started;
        return table == null ? "not started" : table.trouble();
    }

    private void notConnected(PortReply reply) {
        inbox.add(() -> reply.failed(PortFailure.HELD, "not connected"));
    }

    private LinkTable table() {
        LinkTable table = started;
        if (table == null) {
            throw new IllegalStateException("not started");
        }
        return table;
    }
}

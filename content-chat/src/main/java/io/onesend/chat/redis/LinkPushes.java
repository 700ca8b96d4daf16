package io.onesend.chat.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.onesend.network.logic.AnyThread;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Puts what Redis publishes into the inbox, in order. If the logic thread does not keep up, the connection is given up instead: what
 * was missed is in Redis, and is read from there.
 */
@AnyThread
final class LinkPushes extends RedisPubSubAdapter<String, byte[]> {

    /** What a link does with what came, on the logic thread. */
    interface Receiver {

        /** Gives the bytes of the message back to the bound when it does not wait any more. */
        void message(LinkConnections from, String channel, byte[] message);

        void subscribed(LinkConnections from, String channel);

        void unsubscribed(LinkConnections from, String channel);

        void broken(LinkConnections which, String why);
    }

    /**
     * How much of a link's messages may wait.
     *
     * @param pending bytes received and not yet handled, of earlier connections too
     */
    record Bound(AtomicLong pending, long most) {

        boolean take(int bytes) {
            return pending.addAndGet(bytes) <= most;
        }

        void giveBack(int bytes) {
            pending.addAndGet(-bytes);
        }
    }

    private final LinkConnections from;
    private final Receiver receiver;
    private final LinkInbox inbox;
    private final Bound bound;

    /** Written by one I/O thread. */
    private boolean overrun;

    LinkPushes(LinkConnections from, Receiver receiver, LinkInbox inbox, Bound bound) {
        this.from = from;
        this.receiver = receiver;
        this.inbox = inbox;
        this.bound = bound;
    }

    @Override
    public void smessage(String channel, byte[] message) {
        if (overrun) {
            return;
        }
        int bytes = message.length;
        if (!bound.take(bytes)) {
            bound.giveBack(bytes);
            overrun = true;
            // First the reason, then what the close brings.
            inbox.add(() -> receiver.broken(
                    from, "more than " + bound.most() + " bytes of its messages wait for the logic thread"));
            from.close();
            return;
        }
        inbox.add(() -> receiver.message(from, channel, message));
    }

    @Override
    public void ssubscribed(String channel, long count) {
        inbox.add(() -> receiver.subscribed(from, channel));
    }

    @Override
    public void sunsubscribed(String channel, long count) {
        inbox.add(() -> receiver.unsubscribed(from, channel));
    }

    /** Hears the end of either connection. */
    RedisConnectionStateListener ends() {
        return new RedisConnectionStateListener() {
            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
                ended();
            }
        };
    }

    void ended() {
        inbox.add(() -> receiver.broken(from, "the connection was lost"));
    }
}

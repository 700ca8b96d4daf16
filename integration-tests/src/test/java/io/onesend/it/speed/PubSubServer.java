package io.onesend.it.speed;

import io.netty.handler.flush.FlushConsolidationHandler;
import io.onesend.network.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One of several chat servers as one writes them by hand: the rooms of {@link ByHandServer} over plain publish and subscribe of
 * Redis. What is said goes to the room's channel, and every server tells its own members what comes back. Nothing is stored: a
 * newcomer is told only of the members on its own server, and of its own entry, a chat is answered without knowing whether anybody hears it, and what is
 * published while a server connects anew is lost.
 */
public final class PubSubServer {

    /** Netty's default. */
    private static final int FLUSHES_AT_MOST = 256;

    private PubSubServer() {}

    /** Arguments: transport, and the port of Redis. */
    public static void main(String[] args) throws IOException {
        NettyListener listener =
                start(Transport.valueOf(args[0]), new InetSocketAddress("127.0.0.1", Integer.parseInt(args[1])));
        ServerJvm.serve(listener.address().getPort());
    }

    /** Flushes are batched, towards the members and towards Redis. */
    static NettyListener start(Transport transport, InetSocketAddress redis) {
        RedisChannels channels = new RedisChannels();
        AtomicLong uniqueIds = new AtomicLong();
        NettyListener listener = NettyListener.open(
                transport,
                pipeline -> pipeline.addLast(
                        new FlushConsolidationHandler(FLUSHES_AT_MOST, true),
                        new ChatFrameDecoder(),
                        new ByHandSession(channels::room, uniqueIds)));
        channels.connect(
                handlers -> listener.connect(redis, handlers), new FlushConsolidationHandler(FLUSHES_AT_MOST, true));
        return listener;
    }
}

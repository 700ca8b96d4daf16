package io.onesend.network.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import io.onesend.network.netty.door.TlsService;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Sets up a connection's pipeline, which is one handler, unless its port has several doors. */
final class SessionInitializer extends ChannelInitializer<Channel> {

    private final EventLoops eventLoops;
    private final AtomicLong ids;

    /** Read once for each connection. */
    private volatile Road road;

    /** Of another server or client, whose I/O thread the connection has; null: of {@link #eventLoops}. */
    private final @Nullable SendLane host;

    /** What a connection goes through before it is a session. */
    interface Beginning {
        /** Adds the handlers of a connection that is not active yet. */
        @IoThread
        void receive(Channel channel, SendLane lane);
    }

    /**
     * What a connection becomes.
     *
     * @param beginning null: each connection is a session from the start
     */
    private record Road(SessionContext context, @Nullable Beginning beginning) {}

    private SessionInitializer(EventLoops eventLoops, AtomicLong ids, Road road, @Nullable SendLane host) {
        this.eventLoops = eventLoops;
        this.ids = ids;
        this.road = road;
        this.host = host;
    }

    /**
     * For the connections to a port of a server.
     *
     * @param tls null: no port of the server has TLS
     * @throws io.onesend.network.NetworkException if a jar is missing that one of the port's doors needs
     */
    static SessionInitializer ofPort(
            SessionContext context, EventLoops eventLoops, AtomicLong ids, @Nullable TlsService tls) {
        return new SessionInitializer(eventLoops, ids, roadOf(context, ids, tls), null);
    }

    private static Road roadOf(SessionContext context, AtomicLong ids, @Nullable TlsService tls) {
        boolean isPlain = context.config().doors().arePlainAlone();
        return new Road(context, isPlain ? null : new Arrivals(context, ids, tls));
    }

    /** Returns what makes sessions of this context of the connections that are accepted later. */
    @AnyThread
    Runnable leadTo(SessionContext context, @Nullable TlsService tls) {
        Road next = roadOf(context, ids, tls);
        return () -> road = next;
    }

    /**
     * For a connection of a client.
     *
     * @param eventLoops the connection is closed with these, and with those of the host
     * @param handshake null: it is a session as soon as it is made
     * @param host of another server or client; null: none
     */
    static SessionInitializer ofClient(
            SessionContext context,
            EventLoops eventLoops,
            AtomicLong ids,
            @Nullable ClientHandshake handshake,
            @Nullable SendLane host) {
        return new SessionInitializer(eventLoops, ids, new Road(context, handshake), host);
    }

    @Override
    @IoThread
    protected void initChannel(Channel channel) {
        eventLoops.opened(channel);
        UnixHalfClose.allowOn(channel);
        SendLane lane = laneOf(channel);
        Road now = road;
        if (now.beginning == null) {
            channel.pipeline().addLast(new SessionHandler(ids.incrementAndGet(), channel, now.context, lane));
        } else {
            now.beginning.receive(channel, lane);
        }
    }

    private SendLane laneOf(Channel channel) {
        if (host == null) {
            return eventLoops.laneOf(channel.eventLoop());
        }
        host.opened(channel);
        return host;
    }
}

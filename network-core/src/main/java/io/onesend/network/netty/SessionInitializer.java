package io.onesend.network.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.onesend.network.logic.IoThread;
import io.onesend.network.netty.door.TlsService;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Sets up a connection's pipeline, which is one handler, unless its port has several doors. */
final class SessionInitializer extends ChannelInitializer<Channel> {

    private final SessionContext context;
    private final EventLoops eventLoops;
    private final AtomicLong ids;

    /** Null: each connection is a session from the start. */
    private final @Nullable Beginning beginning;

    /** Of another server or client, whose I/O thread the connection has; null: of {@link #eventLoops}. */
    private final @Nullable SendLane host;

    /** What a connection goes through before it is a session. */
    interface Beginning {
        /** Adds the handlers of a connection that is not active yet. */
        @IoThread
        void receive(Channel channel, SendLane lane);
    }

    private SessionInitializer(
            SessionContext context,
            EventLoops eventLoops,
            AtomicLong ids,
            @Nullable Beginning beginning,
            @Nullable SendLane host) {
        this.context = context;
        this.eventLoops = eventLoops;
        this.ids = ids;
        this.beginning = beginning;
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
        Arrivals arrivals = context.config().doors().arePlainAlone() ? null : new Arrivals(context, ids, tls);
        return new SessionInitializer(context, eventLoops, ids, arrivals, null);
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
        return new SessionInitializer(context, eventLoops, ids, handshake, host);
    }

    @Override
    @IoThread
    protected void initChannel(Channel channel) {
        eventLoops.opened(channel);
        UnixHalfClose.allowOn(channel);
        SendLane lane = laneOf(channel);
        if (beginning == null) {
            channel.pipeline().addLast(new SessionHandler(ids.incrementAndGet(), channel, context, lane));
        } else {
            beginning.receive(channel, lane);
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

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

    /** For a port with several doors, whose connections are no sessions at first; null: each is a session. */
    private final @Nullable Arrivals arrivals;

    /** Of another server or client, whose I/O thread the connection has; null: of {@link #eventLoops}. */
    private final @Nullable SendLane host;

    SessionInitializer(SessionContext context, EventLoops eventLoops, AtomicLong ids) {
        this(context, eventLoops, ids, null, null);
    }

    /** @param eventLoops the connection is closed with these, and with those of the host */
    SessionInitializer(SessionContext context, EventLoops eventLoops, AtomicLong ids, @Nullable SendLane host) {
        this(context, eventLoops, ids, null, host);
    }

    private SessionInitializer(
            SessionContext context,
            EventLoops eventLoops,
            AtomicLong ids,
            @Nullable Arrivals arrivals,
            @Nullable SendLane host) {
        this.context = context;
        this.eventLoops = eventLoops;
        this.ids = ids;
        this.arrivals = arrivals;
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

    @Override
    @IoThread
    protected void initChannel(Channel channel) {
        eventLoops.opened(channel);
        UnixHalfClose.allowOn(channel);
        SendLane lane = laneOf(channel);
        if (arrivals == null) {
            channel.pipeline().addLast(new SessionHandler(ids.incrementAndGet(), channel, context, lane));
        } else {
            arrivals.receive(channel, lane);
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

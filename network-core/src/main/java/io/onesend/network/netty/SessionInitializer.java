package io.onesend.network.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.onesend.network.logic.IoThread;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Sets up a connection's pipeline, which is one handler. */
final class SessionInitializer extends ChannelInitializer<Channel> {

    private final SessionContext context;
    private final EventLoops eventLoops;
    private final AtomicLong ids;

    /** Of another server or client, whose I/O thread the connection has; null: of {@link #eventLoops}. */
    private final @Nullable SendLane host;

    SessionInitializer(SessionContext context, EventLoops eventLoops, AtomicLong ids) {
        this(context, eventLoops, ids, null);
    }

    /** @param eventLoops the connection is closed with these, and with those of the host */
    SessionInitializer(SessionContext context, EventLoops eventLoops, AtomicLong ids, @Nullable SendLane host) {
        this.context = context;
        this.eventLoops = eventLoops;
        this.ids = ids;
        this.host = host;
    }

    @Override
    @IoThread
    protected void initChannel(Channel channel) {
        eventLoops.opened(channel);
        UnixHalfClose.allowOn(channel);
        SendLane lane = laneOf(channel);
        channel.pipeline().addLast(new SessionHandler(ids.incrementAndGet(), channel, context, lane));
    }

    private SendLane laneOf(Channel channel) {
        if (host == null) {
            return eventLoops.laneOf(channel.eventLoop());
        }
        host.opened(channel);
        return host;
    }
}

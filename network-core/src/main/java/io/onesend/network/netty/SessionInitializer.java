package io.onesend.network.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.onesend.network.logic.IoThread;
import java.util.concurrent.atomic.AtomicLong;

/** Sets up a connection's pipeline, which is one handler. */
final class SessionInitializer extends ChannelInitializer<Channel> {

    private final SessionContext context;
    private final EventLoops eventLoops;
    private final AtomicLong ids;

    SessionInitializer(SessionContext context, EventLoops eventLoops, AtomicLong ids) {
        this.context = context;
        this.eventLoops = eventLoops;
        this.ids = ids;
    }

    @Override
    @IoThread
    protected void initChannel(Channel channel) {
        eventLoops.opened(channel);
        UnixHalfClose.allowOn(channel);
        SendLane lane = eventLoops.laneOf(channel.eventLoop());
        channel.pipeline().addLast(new SessionHandler(ids.incrementAndGet(), channel, context, lane));
    }
}

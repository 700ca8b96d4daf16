package io.onesend.network.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.onesend.network.log.RateLimitedLog;
import io.onesend.network.logic.IoThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The last handler of a listening channel: logs errors of accepting, once a second. Without it Netty would log every such error
 * with its stack trace.
 */
@ChannelHandler.Sharable
@IoThread
final class AcceptErrors extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(AcceptErrors.class);

    private final RateLimitedLog errors = new RateLimitedLog(LOG, Level.WARN, 1);

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        log(ctx.channel(), cause);
    }

    void log(Channel listening, Throwable cause) {
        errors.log("cannot accept on {}: {}", listening.localAddress(), String.valueOf(cause.getMessage()));
    }
}

package io.onesend.network.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.onesend.network.Transport;
import io.onesend.network.log.RateLimitedLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** An echo server in its own process with few file descriptors; it does not count them and accepts until none are left. */
final class ScarceFilesServer {

    private ScarceFilesServer() {}

    /** Prints its port and ends when its standard input ends. */
    public static void main(String[] args) throws IOException {
        TransportFactory transport = TransportFactory.named(Transport.valueOf(args[0]));
        EventLoopGroup acceptor = EventLoops.newGroup(transport, 1, "net-accept-");
        EventLoopGroup io = EventLoops.newGroup(transport, 1, "net-io-");
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(acceptor, io)
                .channelFactory(transport.serverChannels()::get)
                .childHandler(new Echo());
        AcceptPort port = AcceptPort.open(
                bootstrap,
                acceptor.next(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new AcceptedConnections(Integer.MAX_VALUE, new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE)));
        // Classes first needed when no file can be opened could not be loaded then, because here they come from
        // folders.
        new RateLimitedLog(LoggerFactory.getLogger(ScarceFilesServer.class), Level.WARN).log("started");
        System.out.println(((InetSocketAddress) port.address()).getPort());
        while (System.in.read() != -1) {
            continue;
        }
        port.stop();
        EventLoops.stop(acceptor);
        EventLoops.stop(io);
    }

    @ChannelHandler.Sharable
    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ctx.writeAndFlush(message);
        }
    }
}

package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.onesend.network.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests a port whose accepts fail many times. */
class AcceptErrorsIT {

    private static final int ERRORS = 500;

    @ChannelHandler.Sharable
    private static final class Nothing extends ChannelInboundHandlerAdapter {}

    @ParameterizedTest
    @MethodSource("io.onesend.network.netty.ServerHarness#transports")
    void areLoggedNowAndThenAndNeverByNetty(Transport kind) throws InterruptedException {
        TransportFactory transport = TransportFactory.named(kind);
        EventLoopGroup group = EventLoops.newGroup(transport, 1, "net-accept-");
        AtomicReference<Channel> listening = new AtomicReference<>();
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channelFactory(() -> {
                    ServerSocketChannel channel = transport.serverChannels().get();
                    listening.set(channel);
                    return channel;
                })
                .childHandler(new Nothing());
        try (CapturedLog log = new CapturedLog()) {
            AcceptPort port = AcceptPort.open(
                    bootstrap,
                    group.next(),
                    new InetSocketAddress("127.0.0.1", 0),
                    new AcceptedConnections(
                            Integer.MAX_VALUE, new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE)));
            Channel channel = listening.get();
            channel.eventLoop()
                    .submit(() -> {
                        for (int i = 0; i < ERRORS; i++) {
                            channel.pipeline().fireExceptionCaught(new IOException("Too many open files"));
                        }
                    })
                    .sync();
            // On io_uring the pause cancels an accept, and Netty asserts that a close comes only after that.
            LoopPass.awaitNext(channel.eventLoop());
            port.stop();

            assertThat(log.text()).contains("cannot accept on /127.0.0.1:").contains(": Too many open files");
            assertThat(log.text()).doesNotContain("reached").doesNotContain("IOException");
            assertThat(log.text().lines()).hasSizeLessThan(ERRORS / 2);
        } finally {
            EventLoops.stop(group);
        }
    }
}

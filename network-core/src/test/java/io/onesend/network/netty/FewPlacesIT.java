package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.onesend.network.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests a port with fewer places than connections. */
class FewPlacesIT {

    private static final int PLACES = 5;
    private static final int CONNECTIONS = 60;

    /** What NIO accepts before it hands the first over. */
    private static final int AT_ONCE_ON_NIO = 16;

    /** Echoes, and remembers how many connections were open at the same time. */
    @ChannelHandler.Sharable
    private static final class Echo extends ChannelInboundHandlerAdapter {

        private final AtomicInteger open = new AtomicInteger();
        private final AtomicInteger mostOpen = new AtomicInteger();

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            open.decrementAndGet();
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ctx.writeAndFlush(message);
        }
    }

    @ParameterizedTest
    @MethodSource("io.onesend.network.netty.ServerHarness#transports")
    void nobodyIsClosedAndEachIsServedInTurn(Transport kind) throws IOException {
        TransportFactory transport = TransportFactory.named(kind);
        EventLoopGroup group = EventLoops.newGroup(transport, 1, "net-accept-");
        Echo echo = new Echo();
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channelFactory(transport.serverChannels()::get)
                .childHandler(echo);
        AcceptPort port = AcceptPort.open(
                bootstrap,
                group.next(),
                new InetSocketAddress("127.0.0.1", 0),
                new AcceptedConnections(PLACES, new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE)));
        try {
            Deque<Peer> peers = new ArrayDeque<>();
            while (peers.size() < CONNECTIONS) {
                Peer peer = new Peer(((InetSocketAddress) port.address()).getPort());
                peer.send(new byte[] {1});
                peers.add(peer);
            }
            while (!peers.isEmpty()) {
                try (Peer next = peers.remove()) {
                    assertThat(next.receive(1)).containsExactly(1);
                }
            }
            assertThat(echo.mostOpen.get())
                    .isBetween(PLACES, kind == Transport.NIO ? PLACES - 1 + AT_ONCE_ON_NIO : PLACES);
        } finally {
            port.stop();
            EventLoops.stop(group);
        }
    }
}

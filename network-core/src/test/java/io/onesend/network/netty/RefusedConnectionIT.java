package io.onesend.network.netty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.onesend.network.Transport;
import io.onesend.network.testing.ThreadCheck;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the last packet to refused connections against a server that refuses every one. */
class RefusedConnectionIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";
    private static final byte[] SORRY = "sorry\r\n".getBytes(UTF_8);

    /** Long enough that no test waits for it. */
    private static final Duration LONG = Duration.ofMinutes(5);

    private final List<Channel> accepted = new CopyOnWriteArrayList<>();
    private EventLoopGroup group;
    private Channel listening;

    private void listen(Transport kind, RefusedConnections places) {
        TransportFactory transport = TransportFactory.named(kind);
        group = EventLoops.newGroup(transport, 1, "net-refused-");
        listening = new ServerBootstrap()
                .group(group)
                .channelFactory(() -> transport.serverChannels().get())
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new RefuseAll(places))
                .bind(new InetSocketAddress("127.0.0.1", 0))
                .syncUninterruptibly()
                .channel();
    }

    @ChannelHandler.Sharable
    private final class RefuseAll extends ChannelInboundHandlerAdapter {
        private final RefusedConnections places;

        RefuseAll(RefusedConnections places) {
            this.places = places;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            accepted.add(ctx.channel());
            RefusedConnection.end(ctx, Unpooled.copiedBuffer(SORRY), places);
        }
    }

    private Peer connect() throws IOException {
        return new Peer(((InetSocketAddress) listening.localAddress()).getPort());
    }

    @AfterEach
    void leavesNothingOpen() {
        listening.close().awaitUninterruptibly();
        await().until(() -> accepted.stream().noneMatch(Channel::isOpen));
        EventLoops.stop(group);
        ThreadCheck.assertNoThreadNamed("net-refused");
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void reachesAPeerThatHasSentMuchAndEndsInOrder(Transport transport) throws IOException {
        RefusedConnections places = new RefusedConnections(4, LONG);
        listen(transport, places);
        for (int i = 0; i < 20; i++) {
            try (Peer peer = connect()) {
                peer.send(new byte[100_000]);

                assertThat(peer.receive(SORRY.length)).isEqualTo(SORRY);
                peer.expectOrderlyEnd();
                // Still no reset: what it sends is read.
                peer.send(new byte[100_000]);
            }
            // The peer's end gives the place back long before the limit.
            await().until(() -> places.count() == 0);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void reachesAPeerThatHasEndedItsOutput(Transport transport) throws IOException {
        RefusedConnections places = new RefusedConnections(4, LONG);
        listen(transport, places);
        try (Peer peer = connect()) {
            peer.endOutput();

            assertThat(peer.receive(SORRY.length)).isEqualTo(SORRY);
            peer.expectOrderlyEnd();
            await().until(() -> places.count() == 0);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void closesAtOnceWhatIsOneTooMany(Transport transport) throws IOException {
        RefusedConnections places = new RefusedConnections(1, LONG);
        listen(transport, places);
        try (Peer first = connect()) {
            assertThat(first.receive(SORRY.length)).isEqualTo(SORRY);
            try (Peer second = connect()) {
                second.expectOrderlyEnd();
            }
            assertThat(places.count()).isEqualTo(1);
        }
        await().until(() -> places.count() == 0);
        try (Peer third = connect()) {
            assertThat(third.receive(SORRY.length)).isEqualTo(SORRY);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void closesAPeerThatDoesNotEndWhenItsTimeIsOver(Transport transport) throws IOException {
        RefusedConnections places = new RefusedConnections(1, Duration.ofMillis(50));
        listen(transport, places);
        try (Peer peer = connect()) {
            assertThat(peer.receive(SORRY.length)).isEqualTo(SORRY);
            await().until(() -> places.count() == 0);
            assertThat(accepted).hasSize(1).noneMatch(Channel::isOpen);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void givesThePlaceBackWhenThePeerResets(Transport transport) throws IOException {
        RefusedConnections places = new RefusedConnections(1, LONG);
        listen(transport, places);
        try (Peer peer = connect()) {
            assertThat(peer.receive(SORRY.length)).isEqualTo(SORRY);
            peer.reset();
            await().until(() -> places.count() == 0);
        }
    }
}

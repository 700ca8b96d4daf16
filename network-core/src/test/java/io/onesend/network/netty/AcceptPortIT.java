package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.onesend.network.Transport;
import io.onesend.network.testing.ThreadCheck;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests a port whose acceptor stops without its knowledge: nothing reads the listening socket any more. */
class AcceptPortIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";
    private static final Duration INTERVAL = Duration.ofMillis(30);
    private static final Duration MANY_LOOKS = INTERVAL.multipliedBy(8);

    /** Every listening channel, oldest first. */
    private final List<Channel> listening = new CopyOnWriteArrayList<>();

    private final List<Channel> accepted = new CopyOnWriteArrayList<>();
    private EventLoopGroup group;
    private AcceptPort opened;

    @AfterEach
    void leavesNothingOpen() {
        opened.stop();
        accepted.forEach(channel -> channel.close().awaitUninterruptibly());
        EventLoops.stop(group);
        assertThat(listening).noneMatch(Channel::isOpen);
        assertThat(accepted).noneMatch(Channel::isOpen);
        ThreadCheck.assertNoThreadNamed("net-accept");
    }

    private AcceptPort open(Transport kind, String host) {
        TransportFactory transport = TransportFactory.named(kind);
        group = EventLoops.newGroup(transport, 1, "net-accept-");
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channelFactory(() -> {
                    ServerSocketChannel channel = transport.serverChannels().get();
                    listening.add(channel);
                    return channel;
                })
                .option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(new EchoAndRemember());
        opened = AcceptPort.open(
                bootstrap,
                group.next(),
                new InetSocketAddress(host, 0),
                INTERVAL,
                new AcceptedConnections(Integer.MAX_VALUE, new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE)));
        return opened;
    }

    @ChannelHandler.Sharable
    private final class EchoAndRemember extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            accepted.add(ctx.channel());
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ctx.writeAndFlush((ByteBuf) message);
        }
    }

    private static void assertEchoes(AcceptPort port) throws IOException {
        try (Peer peer = new Peer(((InetSocketAddress) port.address()).getPort())) {
            peer.send(new byte[] {1, 2, 3});
            assertThat(peer.receive(3)).containsExactly(1, 2, 3);
        }
    }

    private Channel latest() {
        return listening.get(listening.size() - 1);
    }

    private Channel stopAccepting() {
        Channel stopped = latest();
        stopped.config().setAutoRead(false);
        // On io_uring this cancels an accept, and Netty asserts that a close comes only after that.
        LoopPass.awaitNext(stopped.eventLoop());
        return stopped;
    }

    private void awaitAnother(Channel stopped) {
        await().until(() -> latest() != stopped && latest().isActive());
        assertThat(stopped.isOpen()).isFalse();
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void opensAgainWhatHasStoppedAcceptingAndOnTheSamePort(Transport transport) throws IOException {
        AcceptPort port = open(transport, "127.0.0.1");
        assertEchoes(port);

        for (int round = 1; round <= 2; round++) {
            awaitAnother(stopAccepting());
            assertEchoes(port);
        }
        assertThat(accepted).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void probesAreNeverSessionsAndLeaveAWorkingPortAlone(Transport transport) throws IOException {
        AcceptPort port = open(transport, "127.0.0.1");
        await().pollDelay(MANY_LOOKS).until(() -> true);

        assertThat(listening).hasSize(1);
        assertThat(accepted).isEmpty();
        assertEchoes(port);
        assertThat(accepted).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "::1", "localhost"})
    void findsItselfOnWhateverAddressItListens(String host) {
        open(Transport.NIO, host);
        awaitAnother(stopAccepting());
        int opened = listening.size();
        await().pollDelay(MANY_LOOKS).until(() -> true);
        assertThat(listening).hasSize(opened);
        assertThat(accepted).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void doesNotOpenAgainWhatWasStoppedOnPurpose(Transport transport) {
        AcceptPort port = open(transport, "127.0.0.1");
        stopAccepting();
        port.stop();
        port.stop();
        await().pollDelay(MANY_LOOKS).until(() -> true);

        assertThat(listening).hasSize(1);
        assertThatThrownBy(() -> new Peer(((InetSocketAddress) port.address()).getPort()).close())
                .isInstanceOf(ConnectException.class);
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void doesNotTakeFailingToAcceptForHavingStopped(Transport transport) {
        open(transport, "127.0.0.1");
        stopAccepting();
        Channel channel = listening.get(0);
        channel.eventLoop()
                .scheduleAtFixedRate(
                        () -> channel.pipeline().fireExceptionCaught(new IOException("Too many open files")),
                        0,
                        INTERVAL.toMillis() / 4,
                        TimeUnit.MILLISECONDS);
        await().pollDelay(MANY_LOOKS).until(() -> true);

        assertThat(listening).hasSize(1);
    }
}

package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.onesend.network.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks keep-alive as the kernel reports it, on each transport. */
class TransportKeepAliveIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";
    private static final Duration TIME = Duration.ofSeconds(30);

    /** The keep-alive timer's number in /proc/net/tcp. */
    private static final String KEEP_ALIVE_TIMER = "02";

    private static final int TICKS_PER_SECOND = 100;

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void socketsOfBothSidesHaveItsTimes(Transport kind) throws InterruptedException {
        TransportFactory transport = TransportFactory.named(kind);
        TransportKeepAlive keepAlive = TransportKeepAlive.of(kind, TIME);
        BlockingQueue<Channel> accepted = new ArrayBlockingQueue<>(1);
        EventLoopGroup group = EventLoops.newGroup(transport, 1, "net-test-");
        try {
            ServerBootstrap server = new ServerBootstrap()
                    .group(group)
                    .channelFactory(transport.serverChannels()::get)
                    .childHandler(new ChannelInitializer<>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            accepted.add(channel);
                        }
                    });
            keepAlive.setOnAccepted(server);
            Channel listening = server.bind(InetAddress.getLoopbackAddress(), 0)
                    .syncUninterruptibly()
                    .channel();
            Bootstrap client = new Bootstrap()
                    .group(group)
                    .channelFactory(transport.channels()::get)
                    .handler(new ChannelInboundHandlerAdapter());
            keepAlive.setOn(client);
            Channel connected = client.connect(listening.localAddress())
                    .syncUninterruptibly()
                    .channel();

            Channel other = accepted.poll(10, TimeUnit.SECONDS);
            assertThat(other).isNotNull();
            assertHas(keepAlive, connected);
            assertHas(keepAlive, other);
            // Netty's own choice; the server does not set it again.
            assertThat(other.config().getOption(ChannelOption.TCP_NODELAY)).isTrue();
        } finally {
            EventLoops.stop(group);
        }
    }

    private static void assertHas(TransportKeepAlive keepAlive, Channel channel) {
        assertThat(channel.config().getOption(ChannelOption.SO_KEEPALIVE)).isTrue();
        keepAlive
                .times()
                .forEach((option, value) -> assertThat(channel.config().getOption(option))
                        .as("%s", option)
                        .isEqualTo(value));
    }

    @EnabledOnOs(OS.LINUX)
    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void aSessionsPeerIsAskedAfterTheConfiguredTime(Transport transport) throws IOException {
        try (ServerHarness harness = new ServerHarness(
                        ServerHarness.CONFIG.toBuilder()
                                .transport(transport)
                                .ioThreads(1)
                                .keepAlive(TIME)
                                .build(),
                        RecordingListener.echo());
                Peer peer = new Peer(harness.port())) {
            peer.send(Frames.numbered(1, 4));
            peer.receive();

            await().untilAsserted(() -> {
                String timer = timerOf(harness.port());
                assertThat(timer).startsWith(KEEP_ALIVE_TIMER + ":");
                assertThat(Integer.parseInt(timer.substring(3), 16))
                        .isBetween(1, (int) TIME.toSeconds() * TICKS_PER_SECOND + TICKS_PER_SECOND);
            });
        }
    }

    @EnabledOnOs(OS.LINUX)
    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void zeroTurnsItOff(Transport transport) throws IOException {
        try (ServerHarness harness = new ServerHarness(
                        ServerHarness.CONFIG.toBuilder()
                                .transport(transport)
                                .ioThreads(1)
                                .keepAlive(Duration.ZERO)
                                .build(),
                        RecordingListener.echo());
                Peer peer = new Peer(harness.port())) {
            peer.send(Frames.numbered(1, 4));
            peer.receive();

            await().untilAsserted(() -> assertThat(timerOf(harness.port())).startsWith("00:"));
        }
    }

    /** Kind and ticks of the timer of the only established connection of a server's port. */
    private static String timerOf(int port) throws IOException {
        List<String> timers = Stream.concat(
                        Files.readAllLines(Path.of("/proc/net/tcp")).stream(),
                        Files.readAllLines(Path.of("/proc/net/tcp6")).stream())
                .map(line -> line.trim().split(" +"))
                .filter(columns -> columns[1].endsWith(String.format(":%04X", port)) && columns[3].equals("01"))
                .map(columns -> columns[5])
                .toList();
        assertThat(timers).hasSize(1);
        return timers.get(0);
    }
}

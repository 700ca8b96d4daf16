package io.onesend.network.netty;

import static io.onesend.network.netty.ServerHarness.CONFIG;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.ssl.SniHandler;
import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.netty.door.TlsService;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.testing.TestCertificates;
import io.onesend.network.testing.ThreadCheck;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long TLS and the request inside it may take together: real connections, in the time of the test's clock. */
class HandshakeTimeIT {

    @TempDir
    private Path directory;

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final RecordingListener listener = new RecordingListener();
    private final AtomicLong now = new AtomicLong();
    private volatile @Nullable Channel accepted;
    private volatile @Nullable SendLane lane;
    private SessionContext context;
    private TlsService tls;
    private SSLContext client;
    private int port;

    @BeforeEach
    void listen() {
        TestCertificates certificates = new TestCertificates(directory);
        client = certificates.client();
        NetworkConfig config = CONFIG.toBuilder()
                .doors(Doors.of(Door.PLAIN, Door.WEBSOCKET)
                        .withTls(certificates.settings())
                        .withFirstBytes(Duration.ofSeconds(30))
                        .withHandshakeTimeout(Duration.ofSeconds(10)))
                .build();
        context = SessionContext.of(
                SharedContext.of(
                        Logic.inline(),
                        new SessionRegistry(config),
                        new SendBudget(1 << 20),
                        new InboundBudget(1 << 20, 4096)),
                config,
                PacketDecoder.BYTES,
                listener);
        tls = Objects.requireNonNull(TlsService.of(List.of(config.doors()), null));
        Arrivals arrivals = new Arrivals(context, new AtomicLong(), tls);
        Channel listening = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        SendLane made = new SendLane(channel.eventLoop(), now::get);
                        lane = made;
                        arrivals.receive(channel, made);
                        accepted = channel;
                    }
                })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
        port = ((InetSocketAddress) listening.localAddress()).getPort();
    }

    @AfterEach
    void end() {
        SendLane made = lane;
        if (made != null) {
            onLoop(made.batch()::close);
        }
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        tls.close();
        ThreadCheck.assertNoThreadNamed("tls-");
    }

    private void onLoop(Runnable task) {
        group.next().submit(task).syncUninterruptibly();
    }

    private void pass(Duration time) {
        for (long i = 0; i < time.toSeconds(); i++) {
            now.addAndGet(Duration.ofSeconds(1).toNanos());
            onLoop(Objects.requireNonNull(lane)::sweep);
        }
    }

    private void awaitHandler(Class<? extends ChannelHandler> type) {
        await().until(() -> accepted != null && accepted.pipeline().get(type) != null);
    }

    private boolean isOpen() {
        return Objects.requireNonNull(accepted).isActive();
    }

    /** A socket that sends the first half of what it is given first, and has the test do something before the rest. */
    private static final class HalvingSocket extends Socket {
        private final Runnable between;

        HalvingSocket(Runnable between) {
            this.between = between;
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                private boolean halved;

                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    int first = halved ? 0 : length / 2;
                    if (!halved) {
                        halved = true;
                        out.write(bytes, from, first);
                        between.run();
                    }
                    out.write(bytes, from + first, length - first);
                }
            };
        }
    }

    /** A peer whose TLS handshake takes six of the ten seconds, and which then says nothing for twenty. */
    private Peer afterASlowHandshake() throws IOException {
        HalvingSocket slow = new HalvingSocket(() -> {
            awaitHandler(SniHandler.class);
            pass(Duration.ofSeconds(6));
        });
        Peer peer = new Peer(TlsPeers.socket(slow, client, port, TlsPeers.TLS_1_3, "localhost"));
        await().until(() -> tls.statistics().handshakes().equals(Map.of("ok", 1L)));
        pass(Duration.ofSeconds(20));
        assertThat(isOpen()).as("a silence is no handshake").isTrue();
        return peer;
    }

    @Test
    void isThatOfBothTogether() throws IOException {
        try (Peer peer = afterASlowHandshake()) {
            peer.send("GET /ws HTTP/1.1\r\nHost: ".getBytes(US_ASCII));
            awaitHandler(HttpRequestDecoder.class);

            pass(Duration.ofSeconds(3));
            assertThat(isOpen()).isTrue();
            pass(Duration.ofSeconds(1));
            await().until(() -> !isOpen());
            assertThat(context.counters().turnedAway()).isEqualTo(Map.of("handshake-timeout", 1L));
        }
    }

    @Test
    void isEnoughForWhoNeedsHalfOfIt() throws IOException {
        try (Peer peer = afterASlowHandshake()) {
            peer.send(("GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                    .getBytes(US_ASCII));
            assertThat(peer.receiveHead()).startsWith("HTTP/1.1 101 ");

            pass(Duration.ofSeconds(60));
            assertThat(isOpen()).isTrue();
            assertThat(listener.sessions).hasSize(1);
        }
        await().until(() -> listener.ends.size() == 1);
    }
}

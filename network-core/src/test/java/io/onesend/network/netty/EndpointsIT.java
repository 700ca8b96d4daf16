package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.onesend.network.BindFailedException;
import io.onesend.network.Endpoint;
import io.onesend.network.FrameFormat;
import io.onesend.network.Logic;
import io.onesend.network.NetworkServer;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.Transport;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.testing.FreePort;
import io.onesend.network.testing.ThreadCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EndpointsIT {

    private static final String LOOPBACK = "127.0.0.1";

    private final LogicLoop loop = LogicLoop.start("test-logic");
    private final RecordingListener frames = RecordingListener.echo();
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final SessionListener<String> shouting = (Session session, String text) -> {
        texts.add(text);
        session.send(text.toUpperCase(Locale.ROOT).getBytes(UTF_8));
    };

    private final Endpoint<byte[]> framed = Endpoint.of(LOOPBACK, 0, FrameFormat.CHAT, PacketDecoder.BYTES, frames);
    private final Endpoint<String> raw =
            Endpoint.of(LOOPBACK, 0, FrameFormat.RAW, reader -> new String(reader.rest(), UTF_8), shouting);

    @AfterEach
    void leavesNoThread() {
        loop.close();
        ThreadCheck.assertNoThreadNamed("net-", "test-logic");
    }

    private static int portOf(NetworkServer server, int endpoint) {
        return ((InetSocketAddress) server.addresses().get(endpoint)).getPort();
    }

    @Test
    void givesEachPortItsOwnFramesDecoderAndListener() throws IOException {
        try (NetworkServer server = NetworkServer.start(CONFIG, Logic.on(loop), List.of(framed, raw));
                Peer first = new Peer(server.port());
                Peer second = new Peer(portOf(server, 1))) {
            assertThat(server.addresses()).hasSize(2).doesNotHaveDuplicates();
            assertThat(server.address()).isEqualTo(server.addresses().get(0));
            first.send(frame(3, (byte) 4));
            second.send("hello".getBytes(UTF_8));

            assertThat(first.receive()).isEqualTo(frame(3, (byte) 4));
            assertThat(second.receive(5)).isEqualTo("HELLO".getBytes(UTF_8));
            assertThat(texts).containsExactly("hello");
            assertThat(frames.received).hasSize(1);
            // Numbered by the server, not by the port.
            assertThat(server.statistics().accepted()).isEqualTo(2);
        }
    }

    @Test
    void countsTheSessionsOfAllPortsTogether() throws IOException {
        try (NetworkServer server = NetworkServer.start(
                        CONFIG.toBuilder().maxSessions(1).build(), Logic.on(loop), List.of(framed, raw));
                Peer first = new Peer(server.port())) {
            first.send(frame(1));
            assertThat(first.receive()).isEqualTo(frame(1));
            try (Peer oneTooMany = new Peer(portOf(server, 1))) {
                oneTooMany.expectEnd();
            }
            await().until(() -> server.statistics().refused() == 1);
        }
    }

    @Test
    void stopsAcceptingOnEveryPortAndKeepsItsSessions() throws IOException {
        try (NetworkServer server = NetworkServer.start(CONFIG, Logic.on(loop), List.of(framed, raw));
                Peer first = new Peer(server.port())) {
            await().until(() -> frames.sessions.size() == 1);
            server.stopAccepting();
            for (int i = 0; i < 2; i++) {
                int port = portOf(server, i);
                assertThatThrownBy(() -> new Peer(port).close()).isInstanceOf(ConnectException.class);
            }
            first.send(frame(1));
            assertThat(first.receive()).isEqualTo(frame(1));
            server.stopAccepting();
        }
    }

    @Test
    void listensOnNoneIfOneCannotBe() throws IOException {
        int free = FreePort.choose();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            Endpoint<byte[]> good = Endpoint.of(LOOPBACK, free, FrameFormat.CHAT, PacketDecoder.BYTES, frames);
            Endpoint<byte[]> bad =
                    Endpoint.of(LOOPBACK, taken.getLocalPort(), FrameFormat.CHAT, PacketDecoder.BYTES, frames);

            assertThatThrownBy(() -> NetworkServer.start(CONFIG, Logic.on(loop), List.of(good, bad)))
                    .isInstanceOf(BindFailedException.class)
                    .hasMessage("cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": Address already in use");
            ThreadCheck.assertNoThreadNamed("net-");
            assertThatThrownBy(() -> new Peer(free).close()).isInstanceOf(ConnectException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("io.onesend.network.netty.ServerHarness#transports")
    void closesInOrderWhatWasAcceptedAMomentBefore(Transport transport) throws IOException {
        for (int round = 0; round < 15; round++) {
            List<Peer> peers = new ArrayList<>();
            NetworkServer server = NetworkServer.start(
                    CONFIG.toBuilder().transport(transport).ioThreads(2).build(), Logic.on(loop), List.of(framed, raw));
            for (int i = 0; i < 8; i++) {
                peers.add(new Peer(portOf(server, i % 2)));
            }
            Thread answering = new Thread(() -> peers.forEach(EndpointsIT::closeWhenTheServerDoes));
            answering.start();
            long start = System.nanoTime();
            server.close();
            // A forgotten session would have delayed the close by the whole close time-out.
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(CONFIG.closeTimeout());
            await().until(() -> !answering.isAlive());
        }
    }

    private static void closeWhenTheServerDoes(Peer peer) {
        try (peer) {
            peer.expectEnd();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void refusesToStartWithoutAnyPort() {
        assertThatThrownBy(() -> NetworkServer.start(CONFIG, Logic.on(loop), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

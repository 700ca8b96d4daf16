package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.join;
import static io.onesend.network.netty.Frames.numbered;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static io.onesend.network.netty.WebClients.PATIENCE;
import static io.onesend.network.netty.WebClients.WEB;
import static io.onesend.network.netty.WebClients.config;
import static io.onesend.network.netty.WebClients.connecting;
import static io.onesend.network.netty.WebClients.opened;
import static io.onesend.network.netty.WebSocketFrames.received;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.onesend.network.Backoff;
import io.onesend.network.ClientSettings;
import io.onesend.network.ClientWebSocket;
import io.onesend.network.DisconnectReason;
import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.FrameFormat;
import io.onesend.network.KeptConnection;
import io.onesend.network.Logic;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkException;
import io.onesend.network.Session;
import io.onesend.network.Transport;
import io.onesend.network.WebSocketSettings;
import io.onesend.network.WebSocketSettings.Messages;
import io.onesend.network.packet.PacketDecoder;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients over a WebSocket, against this library's server on each transport. */
class ClientWebSocketIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";

    private final RecordingListener answers = new RecordingListener();

    private static ServerHarness server(Transport transport, RecordingListener listener) {
        return new ServerHarness(
                config(transport).toBuilder().doors(Doors.of(Door.WEBSOCKET)).build(), listener);
    }

    private static InetSocketAddress at(ServerHarness harness) {
        return new InetSocketAddress("localhost", harness.port());
    }

    private Session connect(NetworkClient client, InetSocketAddress to) throws Exception {
        return opened(connecting(client, to, answers));
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void exchangesPacketsOfEveryLength(Transport transport) throws Exception {
        NetworkConfig longFrames = config(transport).toBuilder()
                .maxFrameBytes(65_535)
                .doors(Doors.of(Door.WEBSOCKET))
                .build();
        try (ServerHarness harness = new ServerHarness(longFrames, RecordingListener.echo());
                NetworkClient client = NetworkClient.start(longFrames, Logic.on(harness.loop), WEB)) {
            Session session = connect(client, at(harness));
            int[] bodies = {4, 120, 121, 122, 5000, 9000, 60_000, 7};
            for (int i = 0; i < bodies.length; i++) {
                session.send(numbered(i, bodies[i]));
            }
            await().until(() -> answers.received.size() == bodies.length);
            for (int i = 0; i < bodies.length; i++) {
                assertThat(answers.received.get(i)).isEqualTo(numbered(i, bodies[i]));
            }
            assertThat(session.entrance().door()).isEqualTo(Door.WEBSOCKET);
            assertThat(session.remoteAddress()).isEqualTo(new InetSocketAddress("127.0.0.1", harness.port()));

            session.close();
            await().until(() -> answers.ends.size() == 1);
            // As sent: packets, without headers and masks.
            assertThat(client.statistics().bytesOut())
                    .isEqualTo(harness.server.statistics().bytesIn());
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void sendsFromARing(Transport transport) throws Exception {
        NetworkConfig ring = config(transport).toBuilder()
                .sendStore(NetworkConfig.Store.RING)
                .sendMaxBytes(8192)
                .build();
        try (ServerHarness harness = server(transport, RecordingListener.echo());
                NetworkClient client = NetworkClient.start(ring, Logic.on(harness.loop), WEB)) {
            Session session = connect(client, at(harness));
            for (int i = 0; i < 50; i++) {
                session.send(numbered(i, 997));
                int received = i + 1;
                await().pollInterval(Duration.ofMillis(1)).until(() -> answers.received.size() == received);
                assertThat(answers.received.get(i)).isEqualTo(numbered(i, 997));
            }
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void tellsTheServerWhyItCloses(Transport transport) throws Exception {
        RecordingListener arrivals = RecordingListener.echo();
        try (ServerHarness harness = server(transport, arrivals);
                NetworkClient client = NetworkClient.start(config(transport), Logic.on(harness.loop), WEB)) {
            Session session = connect(client, at(harness));
            for (int i = 0; i < 100; i++) {
                session.send(numbered(i, 100));
            }
            session.close(DisconnectReason.CLOSED_BY_CLIENT);

            await().until(() -> arrivals.ends.size() == 1 && answers.ends.size() == 1);
            assertThat(arrivals.received).as("what was sent before").hasSize(100);
            assertThat(arrivals.ends).containsExactly(DisconnectReason.CLOSED_BY_PEER);
            assertThat(answers.ends).containsExactly(DisconnectReason.CLOSED_BY_CLIENT);
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void hearsWhyTheServerCloses(Transport transport) throws Exception {
        RecordingListener arrivals = new RecordingListener();
        arrivals.onPacket = (session, packet) -> {
            session.send(packet);
            session.close(DisconnectReason.of("kicked", DisconnectReason.Fault.NONE));
        };
        try (ServerHarness harness = server(transport, arrivals);
                NetworkClient client = NetworkClient.start(config(transport), Logic.on(harness.loop), WEB)) {
            connect(client, at(harness)).send(frame(1));

            await().until(() -> arrivals.ends.size() == 1 && answers.ends.size() == 1);
            assertThat(answers.received).containsExactly(frame(1));
            assertThat(answers.ends).containsExactly(DisconnectReason.CLOSED_BY_PEER.withDetail("1008 kicked"));
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void keepsAConnection(Transport transport) throws Exception {
        RecordingListener arrivals = RecordingListener.echo();
        try (ServerHarness harness = server(transport, arrivals);
                NetworkClient client = NetworkClient.start(config(transport), Logic.on(harness.loop), WEB);
                KeptConnection kept = client.keepConnected(
                        at(harness),
                        PATIENCE,
                        new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), 1, 0),
                        PacketDecoder.BYTES,
                        answers)) {
            for (int i = 0; i < 3; i++) {
                int round = i;
                await().until(() -> arrivals.sessions.size() == round + 1 && answers.sessions.size() == round + 1);
                answers.sessions.get(i).send(numbered(i, 4));
                await().until(() -> answers.received.size() == round + 1);
                arrivals.sessions.get(i).close();
                await().until(() -> answers.ends.size() == round + 1);
            }
            await().until(() -> kept.session() != null);
        }
        assertThat(answers.received).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void connectsBesideASession(Transport transport) throws Exception {
        RecordingListener arrivals = RecordingListener.echo();
        try (ServerHarness harness = server(transport, arrivals);
                NetworkClient client = NetworkClient.start(config(transport), Logic.on(harness.loop), WEB)) {
            Session near = connect(client, at(harness));
            Session beside = opened(client.connectBeside(near, at(harness), PATIENCE, PacketDecoder.BYTES, answers));
            beside.send(frame(4));
            await().until(() -> answers.received.size() == 1);
            assertThat(beside.logicLoop()).isSameAs(near.logicLoop());
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void exchangesLinesAsTexts(Transport transport) throws Exception {
        WebSocketSettings text =
                new WebSocketSettings("/lines", List.of(), List.of(), Duration.ofSeconds(30), Messages.TEXT);
        NetworkConfig lines = config(transport).toBuilder()
                .frameFormat(FrameFormat.LINES)
                .doors(Doors.of(Door.WEBSOCKET).withWebSocket(text))
                .build();
        RecordingListener arrivals = new RecordingListener();
        byte[] line = "안녕\n".getBytes(StandardCharsets.UTF_8);
        arrivals.onPacket = (session, packet) -> session.send(join(packet, new byte[] {'\n'}));
        ClientSettings settings =
                ClientSettings.PLAIN.withWebSocket(new ClientWebSocket("/lines?a=b", Duration.ZERO, Messages.TEXT));
        try (ServerHarness harness = new ServerHarness(lines, arrivals);
                NetworkClient client = NetworkClient.start(lines, Logic.on(harness.loop), settings)) {
            connect(client, at(harness)).send(line);
            await().until(() -> answers.received.size() == 1);
            assertThat(answers.received.get(0)).isEqualTo("안녕".getBytes(StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void saysWhatTheServerAnswered(Transport transport) {
        RecordingListener arrivals = new RecordingListener();
        ClientSettings elsewhere = ClientSettings.PLAIN.withWebSocket(ClientWebSocket.DEFAULT.withPath("/other"));
        try (ServerHarness harness = server(transport, arrivals);
                NetworkClient client = NetworkClient.start(config(transport), Logic.on(harness.loop), elsewhere)) {
            assertThatThrownBy(() -> connect(client, at(harness)))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(NetworkException.class)
                    .hasMessage("cannot connect to " + at(harness)
                            + ": the server answered 404 Not Found: There is nothing at this path.");
            assertThat(client.sessions()).isEmpty();
            await().until(() -> harness.server.statistics().sessions() == 0);
        }
        assertThat(arrivals.sessions).isEmpty();
        assertThat(answers.sessions).isEmpty();
    }

    /** A port with the plain door alone takes the request for a frame that is too long. */
    @Test
    void saysThatAServerWithoutAWebSocketHungUp() {
        try (ServerHarness harness = new ServerHarness(CONFIG, new RecordingListener());
                NetworkClient client = NetworkClient.start(CONFIG, Logic.on(harness.loop), WEB)) {
            assertThatThrownBy(() -> connect(client, at(harness)))
                    .hasMessageContaining("cannot connect to")
                    .hasMessageContaining("the server closed the connection before it agreed to the handshake");
        }
    }
}

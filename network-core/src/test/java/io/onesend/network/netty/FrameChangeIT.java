package io.onesend.network.netty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.FrameFormat;
import io.onesend.network.Logic;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.Transport;
import io.onesend.network.packet.PacketDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes the frames of sessions in mid-stream over real sockets, on every transport. */
class FrameChangeIT {

    private static final FrameFormat LINES = FrameFormat.LINES.oneAtATime();

    static Stream<Arguments> transports() {
        return ServerHarness.transports()
                .flatMap(transport -> Stream.of(Arguments.of(transport, false), Arguments.of(transport, true)));
    }

    private static ServerHarness serve(Transport transport, boolean inline, SessionListener<byte[]> listener) {
        NetworkConfig config = ServerHarness.CONFIG.toBuilder()
                .transport(transport)
                .frameFormat(LINES)
                .inboundHigh(4)
                .inboundLow(1)
                .maxFrameBytes(100_000)
                .build();
        return inline ? new ServerHarness(config, Logic.inline(), listener) : new ServerHarness(config, listener);
    }

    private static void answer(Session session, String text) {
        session.send((text + "\n").getBytes(ISO_8859_1));
    }

    /** Sends a request for an upgrade and the new protocol's first bytes in one write, as an eager client does. */
    @ParameterizedTest
    @MethodSource("transports")
    void upgradesWithBytesOfTheNewProtocolInTheSameWrite(Transport transport, boolean inline) throws IOException {
        SessionListener<byte[]> echo = Session::send;
        SessionListener<byte[]> http = (session, line) -> {
            if (line.length == 0) {
                answer(session, "switching");
                session.changeProtocol(FrameFormat.CHAT, PacketDecoder.BYTES, echo);
            }
        };
        try (ServerHarness harness = serve(transport, inline, http);
                Peer peer = new Peer(harness.port())) {
            byte[] first = Frames.frame(1, (byte) '\n');
            byte[] second = Frames.frame(2, new byte[500]);

            peer.send(Frames.join("GET /\r\nUpgrade: chat\r\n\r\n".getBytes(ISO_8859_1), first, second));

            assertThat(peer.receive(10)).isEqualTo("switching\n".getBytes(ISO_8859_1));
            assertThat(peer.receive()).isEqualTo(first);
            assertThat(peer.receive()).isEqualTo(second);
            peer.send(second);
            assertThat(peer.receive()).isEqualTo(second);
        }
    }

    /** The server's answer and its first frame arrive together. */
    @ParameterizedTest
    @MethodSource("transports")
    void upgradesAClientToo(Transport transport, boolean inline) {
        byte[] first = Frames.frame(1, (byte) '\n');
        SessionListener<byte[]> server = (session, line) -> {
            session.send(Frames.join("switching\n".getBytes(ISO_8859_1), first));
            session.changeFrames(FrameFormat.CHAT, PacketDecoder.BYTES);
        };
        RecordingListener client = new RecordingListener();
        client.onPacket = (session, packet) -> {
            if (client.received.size() == 1) {
                session.changeFrames(FrameFormat.CHAT, PacketDecoder.BYTES);
            }
        };
        try (ServerHarness harness = serve(transport, inline, server);
                NetworkClient clients = NetworkClient.start(
                        NetworkConfig.anyProtocol()
                                .transport(transport)
                                .frameFormat(LINES)
                                .build(),
                        harness.loop)) {
            clients.connect(
                            new InetSocketAddress("127.0.0.1", harness.port()),
                            Duration.ofSeconds(10),
                            PacketDecoder.BYTES,
                            client)
                    .thenAccept(session -> answer(session, "upgrade"));

            await().until(() -> client.received.size() == 2);
            assertThat(client.received).containsExactly("switching".getBytes(ISO_8859_1), first);
        }
    }

    /**
     * Reads lines; one that announces a block is followed by that many bytes. Suspends itself now and then, before it changes
     * the frames and after.
     */
    private static final class Blocks implements SessionListener<byte[]> {
        private int callbacks;

        @Override
        public void onReceive(Session session, byte[] packet) {
            String text = new String(packet, ISO_8859_1);
            callbacks++;
            if (callbacks % 3 != 0) {
                handle(session, text);
                return;
            }
            session.suspend();
            session.logicLoop().execute(() -> {
                handle(session, text);
                session.resume();
            });
        }

        private static void handle(Session session, String text) {
            if (text.startsWith("block ")) {
                int length = Integer.parseInt(text.substring(6));
                session.changeFrames(FrameFormat.of((bytes, looked) -> length).oneAtATime(), PacketDecoder.BYTES);
            } else if (text.startsWith("\n")) {
                session.changeFrames(LINES, PacketDecoder.BYTES);
                answer(session, "a block of " + text.length());
            } else {
                answer(session, text);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void changesToAndFroAThousandTimesHoweverTheStreamIsCut(Transport transport, boolean inline) throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            int block = 1 + random.nextInt(random.nextInt(20) == 0 ? 90_000 : 200);
            stream.writeBytes(("line " + i + "\r\nblock " + block + "\n" + "\n".repeat(block)).getBytes(ISO_8859_1));
            answers.add("line " + i + "\na block of " + block + "\n");
        }
        byte[] expected = String.join("", answers).getBytes(ISO_8859_1);
        try (ServerHarness harness = serve(transport, inline, new Blocks());
                Peer peer = new Peer(harness.port())) {
            CompletableFuture<Void> sent =
                    CompletableFuture.runAsync(() -> sendInPieces(peer, stream.toByteArray(), random));

            assertThat(new String(peer.receive(expected.length), ISO_8859_1))
                    .as("seed %d", seed)
                    .isEqualTo(new String(expected, ISO_8859_1));
            sent.join();
        }
    }

    private static void sendInPieces(Peer peer, byte[] stream, Random random) {
        try {
            for (int from = 0; from < stream.length; ) {
                int length = 1 + random.nextInt(random.nextBoolean() ? 10 : 20_000);
                int to = Math.min(stream.length, from + length);
                peer.send(Arrays.copyOfRange(stream, from, to));
                from = to;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** All requests at once, each answered before the next is cut: answers keep their order, and the end comes after them. */
    @ParameterizedTest
    @MethodSource("transports")
    void deliversAPipelineThatEndsWithTheStream(Transport transport, boolean inline) throws IOException {
        SessionListener<byte[]> echo = (session, line) -> answer(session, new String(line, ISO_8859_1));
        try (ServerHarness harness = serve(transport, inline, echo);
                Peer peer = new Peer(harness.port())) {
            byte[] lines = "0123456789\n".repeat(5_000).getBytes(ISO_8859_1);
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                try {
                    peer.send(lines);
                    peer.endOutput();
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });

            assertThat(peer.receive(lines.length)).isEqualTo(lines);
            peer.expectOrderlyEnd();
            sent.join();
        }
    }
}

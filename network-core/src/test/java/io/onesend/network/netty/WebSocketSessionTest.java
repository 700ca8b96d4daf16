package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.join;
import static io.onesend.network.netty.WebSocketFrames.BINARY;
import static io.onesend.network.netty.WebSocketFrames.CLOSE;
import static io.onesend.network.netty.WebSocketFrames.CONTINUATION;
import static io.onesend.network.netty.WebSocketFrames.FINAL;
import static io.onesend.network.netty.WebSocketFrames.PING;
import static io.onesend.network.netty.WebSocketFrames.PONG;
import static io.onesend.network.netty.WebSocketFrames.TEXT;
import static io.onesend.network.netty.WebSocketFrames.closed;
import static io.onesend.network.netty.WebSocketFrames.closing;
import static io.onesend.network.netty.WebSocketFrames.message;
import static io.onesend.network.netty.WebSocketFrames.ofServer;
import static io.onesend.network.netty.WebSocketFrames.ping;
import static io.onesend.network.netty.WebSocketFrames.sent;
import static io.onesend.network.netty.WebSocketFrames.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.onesend.network.DisconnectReason;
import io.onesend.network.FrameFormat;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.Session;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests a WebSocket's session in a channel without a socket, from its first frame on; the test steps the logic loop. */
class WebSocketSessionTest {

    private static final NetworkConfig CONFIG = NetworkConfig.builder().build();
    private static final NetworkConfig LINES =
            CONFIG.toBuilder().frameFormat(FrameFormat.LINES).build();
    private static final NetworkConfig RAW =
            CONFIG.toBuilder().frameFormat(FrameFormat.RAW).build();

    private final LogicLoop loop = LogicLoop.stepped();
    private final RecordingListener listener = new RecordingListener();
    private final SendBudget budget = new SendBudget(1 << 20);
    private final InboundBudget inboundBudget = new InboundBudget(1 << 20, 4096);
    private final List<EmbeddedChannel> channels = new ArrayList<>();
    private final List<SendLane> lanes = new ArrayList<>();

    private EmbeddedChannel open(NetworkConfig config, Framing framing) {
        SessionContext context = SessionContext.of(
                SharedContext.of(Logic.on(loop), new SessionRegistry(config), budget, inboundBudget),
                config,
                PacketDecoder.BYTES,
                listener);
        EmbeddedChannel channel = new EmbeddedChannel(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel opened) {
                SendLane lane = new SendLane(opened.eventLoop());
                lanes.add(lane);
                opened.pipeline().addLast(new SessionHandler(1, opened, context, lane, framing));
            }
        });
        channels.add(channel);
        run(channel);
        return channel;
    }

    private EmbeddedChannel open() {
        return open(CONFIG, Framing.WEBSOCKET_BINARY);
    }

    private void run(EmbeddedChannel channel) {
        do {
            channel.runPendingTasks();
        } while (loop.step() > 0);
        channel.runPendingTasks();
    }

    private void receive(EmbeddedChannel channel, byte[] bytes) {
        channel.writeInbound(Unpooled.directBuffer().writeBytes(bytes));
        run(channel);
    }

    @AfterEach
    void nothingIsLeft() {
        for (EmbeddedChannel channel : channels) {
            channel.close();
            run(channel);
            sent(channel);
        }
        lanes.forEach(SendLane::closeBatches);
        assertThat(budget.used()).isZero();
        assertThat(inboundBudget.used()).isZero();
        assertThat(listener.ends).hasSize(listener.sessions.size());
    }

    // ---- messages

    @Test
    void makesOnePacketOfEachMessage() {
        receive(open(), join(message(frame(7, (byte) 1)), message(frame(8, new byte[300]))));

        assertThat(listener.received).containsExactly(frame(7, (byte) 1), frame(8, new byte[300]));
    }

    @Test
    void makesOneMessageOfEachPacket() {
        EmbeddedChannel channel = open();
        listener.onPacket = (session, packet) -> {
            session.send(packet);
            session.send(frame(9, new byte[200]));
        };

        receive(channel, message(frame(1)));

        assertThat(sent(channel))
                .isEqualTo(join(ofServer(FINAL | BINARY, frame(1)), ofServer(FINAL | BINARY, frame(9, new byte[200]))));
    }

    @Test
    void makesOnePacketOfAMessageInFragmentsWithControlFramesBetween() {
        EmbeddedChannel channel = open();
        byte[] packet = frame(7, new byte[100]);

        receive(channel, WebSocketFrames.frame(BINARY, Arrays.copyOf(packet, 1)));
        receive(channel, ping((byte) 5));
        receive(channel, WebSocketFrames.frame(CONTINUATION));
        assertThat(listener.received).isEmpty();
        receive(channel, WebSocketFrames.frame(FINAL | CONTINUATION, Arrays.copyOfRange(packet, 1, packet.length)));

        assertThat(listener.received).containsExactly(packet);
        assertThat(sent(channel)).isEqualTo(ofServer(FINAL | PONG, (byte) 5));
    }

    @Test
    void deliversFramesCutEverywhere() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        EmbeddedChannel channel = open();
        List<byte[]> packets = new ArrayList<>();
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int i = 0; i < 300; i++) {
            byte[] body = new byte[random.nextInt(600)];
            random.nextBytes(body);
            byte[] packet = frame(i, body);
            packets.add(packet);
            int cut = random.nextInt(packet.length + 1);
            stream.writeBytes(
                    cut == packet.length
                            ? message(packet)
                            : join(
                                    WebSocketFrames.frame(BINARY, Arrays.copyOf(packet, cut)),
                                    WebSocketFrames.frame(
                                            FINAL | CONTINUATION, Arrays.copyOfRange(packet, cut, packet.length))));
        }
        byte[] all = stream.toByteArray();
        for (int from = 0; from < all.length; ) {
            int to = Math.min(all.length, from + 1 + random.nextInt(random.nextBoolean() ? 3 : 1500));
            receive(channel, Arrays.copyOfRange(all, from, to));
            from = to;
        }

        assertThat(listener.received).as("seed %d", seed).containsExactlyElementsOf(packets);
    }

    @Test
    void deliversTheLongestMessage() {
        byte[] longest = frame(3, new byte[CONFIG.maxFrameBytes() - 5]);

        receive(open(), message(longest));

        assertThat(listener.received).containsExactly(longest);
    }

    @Test
    void stopsReadingAtTheHighMarkAndGoesOnAtTheLowMark() {
        EmbeddedChannel channel =
                open(CONFIG.toBuilder().inboundHigh(10).inboundLow(3).build(), Framing.WEBSOCKET_BINARY);
        byte[][] packets = new byte[40][];
        Arrays.setAll(packets, i -> frame(i));
        byte[][] messages = Arrays.stream(packets).map(WebSocketFrames::message).toArray(byte[][]::new);

        channel.writeInbound(Unpooled.directBuffer().writeBytes(join(messages)));

        assertThat(((NettySession) listener.session()).inbound().waiting()).isEqualTo(10);
        assertThat(channel.config().isAutoRead()).isFalse();
        run(channel);
        assertThat(listener.received).containsExactly(packets);
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void makesLinesOfTextMessagesAndTextMessagesOfLines() {
        EmbeddedChannel channel = open(LINES, Framing.WEBSOCKET_TEXT);
        listener.onPacket = (session, line) -> session.send("안녕\n".getBytes());

        receive(channel, text("hello, 앨리스\r\n"));

        assertThat(listener.received).containsExactly("hello, 앨리스".getBytes());
        assertThat(sent(channel)).isEqualTo(ofServer(FINAL | TEXT, "안녕\n".getBytes()));
    }

    @Test
    void takesTextOfAnyLengthAsRaw() {
        EmbeddedChannel channel = open(RAW, Framing.WEBSOCKET_TEXT);
        listener.onPacket = Session::send;

        receive(channel, join(text("{\"say\":\"안녕\"}"), text("")));

        assertThat(listener.received).containsExactly("{\"say\":\"안녕\"}".getBytes(), new byte[0]);
        assertThat(sent(channel))
                .isEqualTo(join(ofServer(FINAL | TEXT, "{\"say\":\"안녕\"}".getBytes()), ofServer(FINAL | TEXT)));
    }

    @Test
    void takesTextThatIsCutWithinItsCharacters() {
        EmbeddedChannel channel = open(RAW, Framing.WEBSOCKET_TEXT);
        byte[] text = "κόσμε, 안녕, 𝄞".getBytes(StandardCharsets.UTF_8);

        receive(channel, WebSocketFrames.frame(TEXT));
        for (byte b : text) {
            receive(channel, WebSocketFrames.frame(CONTINUATION, b));
        }
        assertThat(listener.received).isEmpty();
        receive(channel, WebSocketFrames.frame(FINAL | CONTINUATION));

        assertThat(listener.received).containsExactly(text);
    }

    // ---- control frames

    @Test
    void answersAPingWithItsPayload() {
        EmbeddedChannel channel = open();
        byte[] longest = new byte[125];
        Arrays.fill(longest, (byte) 3);

        receive(channel, ping(longest));

        assertThat(sent(channel)).isEqualTo(ofServer(FINAL | PONG, longest));
    }

    @Test
    void answersEachPingOfARead() {
        EmbeddedChannel channel = open();

        receive(channel, join(ping((byte) 1), ping((byte) 2), ping((byte) 3)));

        assertThat(sent(channel))
                .isEqualTo(join(
                        ofServer(FINAL | PONG, (byte) 1),
                        ofServer(FINAL | PONG, (byte) 2),
                        ofServer(FINAL | PONG, (byte) 3)));
    }

    @Test
    void endsAPeerThatSendsTooManyControlFrames() {
        EmbeddedChannel channel = open();
        byte[][] pings = new byte[31][];
        Arrays.fill(pings, ping());

        receive(channel, join(Arrays.copyOf(pings, 30)));
        assertThat(channel.isOpen()).isTrue();
        sent(channel);
        receive(channel, join(pings));

        assertThat(channel.isOpen()).isFalse();
        assertThat(listener.ends).extracting(DisconnectReason::name).containsExactly("rate-limit");
        assertThat(sent(channel)).endsWith(closed(1008, "rate-limit"));
    }

    // ---- closing

    @Test
    void echoesThePeersCloseFrameAndClosesFirst() {
        EmbeddedChannel channel = open();

        receive(channel, join(message(frame(1)), WebSocketFrames.close(4321, "bye"), message(frame(2))));

        assertThat(listener.received).as("what came before").containsExactly(frame(1));
        assertThat(sent(channel)).isEqualTo(closed(4321, "closed-by-peer"));
        assertThat(channel.isOpen()).isFalse();
        assertThat(listener.ends).containsExactly(DisconnectReason.CLOSED_BY_PEER);
    }

    @Test
    void answersACloseFrameWithoutACodeWithOne() {
        EmbeddedChannel channel = open();

        receive(channel, WebSocketFrames.frame(FINAL | CLOSE));

        assertThat(sent(channel)).isEqualTo(ofServer(FINAL | CLOSE));
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void sendsWhatIsQueuedThenTheCloseFrameAndWaitsForThePeers() {
        EmbeddedChannel channel = open();
        listener.onPacket = (session, packet) -> {
            session.send(frame(5));
            session.close();
        };

        receive(channel, message(frame(1)));
        assertThat(sent(channel)).isEqualTo(join(ofServer(FINAL | BINARY, frame(5)), closed(1000, "closed-by-server")));
        assertThat(channel.isOpen()).isTrue();

        receive(channel, message(frame(2)));
        assertThat(listener.received).as("nothing more").containsExactly(frame(1));
        receive(channel, WebSocketFrames.close(1000, ""));

        assertThat(channel.isOpen()).isFalse();
        assertThat(sent(channel)).isEmpty();
    }

    @Test
    void findsThePeersCloseFrameBehindWhatWasHeldUp() {
        EmbeddedChannel channel =
                open(CONFIG.toBuilder().inboundHigh(1).inboundLow(0).build(), Framing.WEBSOCKET_BINARY);
        listener.onPacket = (session, packet) -> session.close();

        channel.writeInbound(Unpooled.directBuffer()
                .writeBytes(join(message(frame(1)), message(frame(2)), WebSocketFrames.close(1000, ""))));
        run(channel);

        assertThat(listener.received).containsExactly(frame(1));
        assertThat(channel.isOpen()).as("the peer had closed").isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "server-stopping, NONE, 1012",
        "draining, NONE, 1012",
        "closed-by-server, NONE, 1000",
        "server-send-limit, OVERLOAD, 1013",
        "send-limit, OVERLOAD, 1008",
        "write-stalled, OVERLOAD, 1008",
        "rate-limit, OVERLOAD, 1008",
        "idle, NETWORK, 1008",
        "login-timeout, PEER, 1008",
        "kicked, NONE, 1008",
        "an-own, NONE, 1000",
        "an-own, PEER, 1008",
        "an-own, NETWORK, 1008",
        "an-own, OVERLOAD, 1013",
        "an-own, OURS, 1011",
    })
    void tellsThePeerTheReason(String name, DisconnectReason.Fault fault, int code) {
        EmbeddedChannel inOrder = open();
        listener.session().close(DisconnectReason.of(name, fault).withDetail("secret"));
        run(inOrder);
        assertThat(sent(inOrder)).isEqualTo(closed(code, name));

        EmbeddedChannel aborted = open();
        listener.sessions.get(1).abort(DisconnectReason.of(name, fault));
        run(aborted);
        assertThat(aborted.isOpen()).isFalse();
        assertThat(sent(aborted)).isEqualTo(closed(code, name));
    }

    // ---- faults

    private void refuses(int code, EmbeddedChannel channel, byte[] bytes) {
        receive(channel, bytes);
        assertThat(sent(channel)).isEqualTo(closed(code, "protocol-error"));
        assertThat(listener.received).isEmpty();
        assertThat(listener.sessions).noneMatch(Session::isOpen);
        receive(channel, message(frame(1)));
        assertThat(listener.received).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x92, 0xa2, 0xc2, 0x83, 0x87, 0x8b, 0x8f, PING, CLOSE, FINAL | CONTINUATION, CONTINUATION})
    void refusesAFrameThatBeginsAsNoneMay(int first) {
        refuses(1002, open(), WebSocketFrames.frame(first, frame(1)));
    }

    @Test
    void refusesFramesThatAreNotMaskedOrHaveLengthsThatAreForbidden() {
        byte[] unmasked = ofServer(FINAL | BINARY, frame(1));
        byte[] longForm = {(byte) 0x82, (byte) (0x80 | 126), 0, 125};
        byte[] longerForm = {(byte) 0x82, (byte) (0x80 | 127), 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff};
        byte[] negative = {(byte) 0x82, (byte) (0x80 | 127), (byte) 0x80, 0, 0, 0, 0, 0, 0, 0};
        byte[] longPing = WebSocketFrames.frame(FINAL | PING, new byte[126]);
        for (byte[] bytes : List.of(unmasked, longForm, longerForm, negative, longPing)) {
            refuses(1002, open(), bytes);
        }
    }

    @Test
    void refusesAMessageThatBeginsBeforeTheLastOneHasEnded() {
        refuses(1002, open(), join(WebSocketFrames.frame(BINARY, (byte) 1), message(frame(1))));
    }

    @Test
    void refusesTheOtherKindOfMessage() {
        refuses(1003, open(), text("hello"));
        refuses(1003, open(LINES, Framing.WEBSOCKET_TEXT), message((byte) '\n'));
    }

    @Test
    void refusesAMessageThatIsTooLongAsSoonAsItsLengthIsKnown() {
        byte[] tooLong = message(new byte[CONFIG.maxFrameBytes() + 1]);
        refuses(1009, open(), Arrays.copyOf(tooLong, 4));
    }

    @Test
    void refusesFragmentsThatAreTooLongTogether() {
        refuses(
                1009,
                open(),
                join(
                        WebSocketFrames.frame(BINARY, new byte[CONFIG.maxFrameBytes()]),
                        WebSocketFrames.frame(CONTINUATION, (byte) 1)));
    }

    @Test
    void refusesAMessageThatIsNotOnePacket() {
        for (byte[] payload : List.of(
                new byte[0], new byte[] {5, 0, 1}, join(frame(1), frame(2)), new byte[] {0, 0, 1, 0, 0}, new byte[1])) {
            refuses(1007, open(), message(payload));
        }
    }

    @Test
    void refusesTextThatIsNotUtf8() {
        refuses(1007, open(LINES, Framing.WEBSOCKET_TEXT), WebSocketFrames.frame(FINAL | TEXT, (byte) 0xc3, (byte)
                '\n'));
    }

    @Test
    void refusesTextAsSoonAsAFragmentShowsThatItIsNotUtf8() {
        byte[] halfACharacter = WebSocketFrames.frame(TEXT, (byte) 'a', (byte) 0xed);
        byte[] noOtherHalf = WebSocketFrames.frame(CONTINUATION, (byte) 'b');
        refuses(1007, open(RAW, Framing.WEBSOCKET_TEXT), join(halfACharacter, noOtherHalf));
        refuses(
                1007,
                open(RAW, Framing.WEBSOCKET_TEXT),
                join(halfACharacter, WebSocketFrames.frame(FINAL | CONTINUATION)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535})
    void refusesACloseFrameWithACodeThatMayNotBeSent(int code) {
        refuses(1002, open(), WebSocketFrames.close(code, ""));
    }

    @Test
    void refusesACloseFrameOfOneByteOrWithTextThatIsNotUtf8() {
        refuses(1002, open(), WebSocketFrames.frame(FINAL | CLOSE, (byte) 3));
        refuses(1007, open(), WebSocketFrames.frame(FINAL | CLOSE, closing(1000, (byte) 0xff)));
    }
}

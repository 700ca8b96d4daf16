package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.join;
import static io.onesend.network.netty.SteppedSessions.sent;
import static io.onesend.network.netty.WebSocketChannels.CONFIG;
import static io.onesend.network.netty.WebSocketChannels.LINES;
import static io.onesend.network.netty.WebSocketChannels.RAW;
import static io.onesend.network.netty.WebSocketFrames.BINARY;
import static io.onesend.network.netty.WebSocketFrames.CONTINUATION;
import static io.onesend.network.netty.WebSocketFrames.FINAL;
import static io.onesend.network.netty.WebSocketFrames.PONG;
import static io.onesend.network.netty.WebSocketFrames.TEXT;
import static io.onesend.network.netty.WebSocketFrames.closed;
import static io.onesend.network.netty.WebSocketFrames.message;
import static io.onesend.network.netty.WebSocketFrames.ofServer;
import static io.onesend.network.netty.WebSocketFrames.ping;
import static io.onesend.network.netty.WebSocketFrames.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.onesend.network.DisconnectReason;
import io.onesend.network.Session;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the messages and control frames of a WebSocket's session. */
class WebSocketSessionTest {

    private final WebSocketChannels web = new WebSocketChannels();

    @AfterEach
    void nothingIsLeft() {
        web.close();
    }

    // ---- messages

    @Test
    void makesOnePacketOfEachMessage() {
        web.receive(web.open(), join(message(frame(7, (byte) 1)), message(frame(8, new byte[300]))));

        assertThat(web.listener.received).containsExactly(frame(7, (byte) 1), frame(8, new byte[300]));
    }

    @Test
    void makesOneMessageOfEachPacket() {
        EmbeddedChannel channel = web.open();
        web.listener.onPacket = (session, packet) -> {
            session.send(packet);
            session.send(frame(9, new byte[200]));
        };

        web.receive(channel, message(frame(1)));

        assertThat(sent(channel))
                .isEqualTo(join(ofServer(FINAL | BINARY, frame(1)), ofServer(FINAL | BINARY, frame(9, new byte[200]))));
    }

    @Test
    void makesOnePacketOfAMessageInFragmentsWithControlFramesBetween() {
        EmbeddedChannel channel = web.open();
        byte[] packet = frame(7, new byte[100]);

        web.receive(channel, WebSocketFrames.frame(BINARY, Arrays.copyOf(packet, 1)));
        web.receive(channel, ping((byte) 5));
        web.receive(channel, WebSocketFrames.frame(CONTINUATION));
        assertThat(web.listener.received).isEmpty();
        web.receive(channel, WebSocketFrames.frame(FINAL | CONTINUATION, Arrays.copyOfRange(packet, 1, packet.length)));

        assertThat(web.listener.received).containsExactly(packet);
        assertThat(sent(channel)).isEqualTo(ofServer(FINAL | PONG, (byte) 5));
    }

    @Test
    void deliversFramesCutEverywhere() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        EmbeddedChannel channel = web.open();
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
            web.receive(channel, Arrays.copyOfRange(all, from, to));
            from = to;
        }

        assertThat(web.listener.received).as("seed %d", seed).containsExactlyElementsOf(packets);
    }

    @Test
    void deliversTheLongestMessage() {
        byte[] longest = frame(3, new byte[CONFIG.maxFrameBytes() - 5]);

        web.receive(web.open(), message(longest));

        assertThat(web.listener.received).containsExactly(longest);
    }

    @Test
    void stopsReadingAtTheHighMarkAndGoesOnAtTheLowMark() {
        EmbeddedChannel channel =
                web.open(CONFIG.toBuilder().inboundHigh(10).inboundLow(3).build(), Framing.WEBSOCKET_BINARY);
        byte[][] packets = new byte[40][];
        Arrays.setAll(packets, i -> frame(i));
        byte[][] messages = Arrays.stream(packets).map(WebSocketFrames::message).toArray(byte[][]::new);

        channel.writeInbound(Unpooled.directBuffer().writeBytes(join(messages)));

        assertThat(((NettySession) web.listener.session()).inbound().waiting()).isEqualTo(10);
        assertThat(channel.config().isAutoRead()).isFalse();
        web.run(channel);
        assertThat(web.listener.received).containsExactly(packets);
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void makesLinesOfTextMessagesAndTextMessagesOfLines() {
        EmbeddedChannel channel = web.open(LINES, Framing.WEBSOCKET_TEXT);
        web.listener.onPacket = (session, line) -> session.send("안녕\n".getBytes());

        web.receive(channel, text("hello, 앨리스\r\n"));

        assertThat(web.listener.received).containsExactly("hello, 앨리스".getBytes());
        assertThat(sent(channel)).isEqualTo(ofServer(FINAL | TEXT, "안녕\n".getBytes()));
    }

    @Test
    void takesTextOfAnyLengthAsRaw() {
        EmbeddedChannel channel = web.open(RAW, Framing.WEBSOCKET_TEXT);
        web.listener.onPacket = Session::send;

        web.receive(channel, join(text("{\"say\":\"안녕\"}"), text("")));

        assertThat(web.listener.received).containsExactly("{\"say\":\"안녕\"}".getBytes(), new byte[0]);
        assertThat(sent(channel))
                .isEqualTo(join(ofServer(FINAL | TEXT, "{\"say\":\"안녕\"}".getBytes()), ofServer(FINAL | TEXT)));
    }

    @Test
    void takesTextThatIsCutWithinItsCharacters() {
        EmbeddedChannel channel = web.open(RAW, Framing.WEBSOCKET_TEXT);
        byte[] text = "κόσμε, 안녕, 𝄞".getBytes(StandardCharsets.UTF_8);

        web.receive(channel, WebSocketFrames.frame(TEXT));
        for (byte b : text) {
            web.receive(channel, WebSocketFrames.frame(CONTINUATION, b));
        }
        assertThat(web.listener.received).isEmpty();
        web.receive(channel, WebSocketFrames.frame(FINAL | CONTINUATION));

        assertThat(web.listener.received).containsExactly(text);
    }

    // ---- control frames

    @Test
    void answersAPingWithItsPayload() {
        EmbeddedChannel channel = web.open();
        byte[] longest = new byte[125];
        Arrays.fill(longest, (byte) 3);

        web.receive(channel, ping(longest));

        assertThat(sent(channel)).isEqualTo(ofServer(FINAL | PONG, longest));
    }

    @Test
    void answersEachPingOfARead() {
        EmbeddedChannel channel = web.open();

        web.receive(channel, join(ping((byte) 1), ping((byte) 2), ping((byte) 3)));

        assertThat(sent(channel))
                .isEqualTo(join(
                        ofServer(FINAL | PONG, (byte) 1),
                        ofServer(FINAL | PONG, (byte) 2),
                        ofServer(FINAL | PONG, (byte) 3)));
    }

    @Test
    void endsAPeerThatSendsTooManyControlFrames() {
        EmbeddedChannel channel = web.open();
        byte[][] pings = new byte[31][];
        Arrays.fill(pings, ping());

        web.receive(channel, join(Arrays.copyOf(pings, 30)));
        assertThat(channel.isOpen()).isTrue();
        sent(channel);
        web.receive(channel, join(pings));

        assertThat(channel.isOpen()).isFalse();
        assertThat(web.listener.ends).extracting(DisconnectReason::name).containsExactly("rate-limit");
        assertThat(sent(channel)).endsWith(closed(1008, "rate-limit"));
    }
}

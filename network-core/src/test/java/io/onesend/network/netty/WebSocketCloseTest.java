package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.join;
import static io.onesend.network.netty.SteppedSessions.sent;
import static io.onesend.network.netty.WebSocketChannels.CONFIG;
import static io.onesend.network.netty.WebSocketFrames.BINARY;
import static io.onesend.network.netty.WebSocketFrames.CLOSE;
import static io.onesend.network.netty.WebSocketFrames.FINAL;
import static io.onesend.network.netty.WebSocketFrames.closed;
import static io.onesend.network.netty.WebSocketFrames.message;
import static io.onesend.network.netty.WebSocketFrames.ofServer;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.onesend.network.DisconnectReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests how a WebSocket's session ends, and what its peer is told. */
class WebSocketCloseTest {

    private final WebSocketChannels web = new WebSocketChannels();

    @AfterEach
    void nothingIsLeft() {
        web.close();
    }

    @Test
    void echoesThePeersCloseFrameAndClosesFirst() {
        EmbeddedChannel channel = web.open();

        web.receive(channel, join(message(frame(1)), WebSocketFrames.close(4321, "bye"), message(frame(2))));

        assertThat(web.listener.received).as("what came before").containsExactly(frame(1));
        assertThat(sent(channel)).isEqualTo(closed(4321, "closed-by-peer"));
        assertThat(channel.isOpen()).isFalse();
        assertThat(web.listener.ends).containsExactly(DisconnectReason.CLOSED_BY_PEER);
    }

    @Test
    void answersACloseFrameWithoutACodeWithOne() {
        EmbeddedChannel channel = web.open();

        web.receive(channel, WebSocketFrames.frame(FINAL | CLOSE));

        assertThat(sent(channel)).isEqualTo(ofServer(FINAL | CLOSE));
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void sendsWhatIsQueuedThenTheCloseFrameAndWaitsForThePeers() {
        EmbeddedChannel channel = web.open();
        web.listener.onPacket = (session, packet) -> {
            session.send(frame(5));
            session.close();
        };

        web.receive(channel, message(frame(1)));
        assertThat(sent(channel)).isEqualTo(join(ofServer(FINAL | BINARY, frame(5)), closed(1000, "closed-by-server")));
        assertThat(channel.isOpen()).isTrue();

        web.receive(channel, message(frame(2)));
        assertThat(web.listener.received).as("nothing more").containsExactly(frame(1));
        web.receive(channel, WebSocketFrames.close(1000, ""));

        assertThat(channel.isOpen()).isFalse();
        assertThat(sent(channel)).isEmpty();
    }

    @Test
    void findsThePeersCloseFrameBehindWhatWasHeldUp() {
        EmbeddedChannel channel =
                web.open(CONFIG.toBuilder().inboundHigh(1).inboundLow(0).build(), Framing.WEBSOCKET_BINARY);
        web.listener.onPacket = (session, packet) -> session.close();

        channel.writeInbound(Unpooled.directBuffer()
                .writeBytes(join(message(frame(1)), message(frame(2)), WebSocketFrames.close(1000, ""))));
        web.run(channel);

        assertThat(web.listener.received).containsExactly(frame(1));
        assertThat(channel.isOpen()).as("the peer had closed").isFalse();
    }

    @ParameterizedTest
    @MethodSource("io.onesend.network.netty.CloseCodeRow#all")
    void tellsThePeerTheReason(CloseCodeRow row) {
        byte[] told = closed(row.code(), row.name());
        EmbeddedChannel inOrder = web.open();
        web.listener.session().close(row.reason().withDetail("secret"));
        web.run(inOrder);
        assertThat(sent(inOrder)).isEqualTo(told);

        EmbeddedChannel aborted = web.open();
        web.listener.sessions.get(1).abort(row.reason());
        web.run(aborted);
        assertThat(aborted.isOpen()).isFalse();
        assertThat(sent(aborted)).isEqualTo(told);
    }
}

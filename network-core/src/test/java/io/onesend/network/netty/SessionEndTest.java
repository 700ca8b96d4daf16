package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import io.onesend.network.DisconnectReason;
import io.onesend.network.NetworkConfig;
import io.onesend.network.SendResult;
import io.onesend.network.Session;
import io.onesend.network.netty.door.Encryption;
import java.io.IOException;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests how a session ends, and for which reason, in a channel without a socket; the test steps the logic loop. */
class SessionEndTest {

    private static final NetworkConfig CONFIG = NetworkConfig.builder().build();

    private final SteppedSessions sessions = new SteppedSessions();
    private RecordingListener listener = new RecordingListener();

    private EmbeddedChannel open() {
        return sessions.open(CONFIG, listener);
    }

    @AfterEach
    void eachSessionHasItsEnd() {
        sessions.close();
        assertThat(listener.ends).hasSameSizeAs(listener.sessions);
    }

    @Test
    void tellsASuspendedSessionOfItsEnd() {
        EmbeddedChannel channel = open();
        listener.onPacket = (session, packet) -> session.suspend();
        sessions.receive(channel, join(frame(1), frame(2)));

        channel.close();
        sessions.run(channel);

        assertThat(listener.received).containsExactly(frame(1));
        assertThat(listener.ends).containsExactly(DisconnectReason.CLOSED_BY_PEER);
    }

    @Test
    void abortsASessionWhoseListenerThrowsAndLogsIt() {
        EmbeddedChannel channel = open();
        listener.onPacket = (session, packet) -> {
            throw new IllegalStateException("on purpose");
        };

        sessions.receive(channel, join(frame(1), frame(2)));

        assertThat(channel.isOpen()).isFalse();
        assertThat(listener.received).containsExactly(frame(1));
        assertThat(listener.ends).containsExactly(DisconnectReason.LISTENER_FAILED.withDetail("IllegalStateException"));
    }

    @Test
    void tellsASessionThatFailedToConnectOfItsEnd() {
        listener.onConnectThrows = new IllegalStateException("on purpose");

        EmbeddedChannel channel = open();

        assertThat(channel.isOpen()).isFalse();
        assertThat(listener.ends).extracting(DisconnectReason::name).containsExactly("listener-failed");
    }

    @Test
    void namesANetworkErrorAndStillDeliversWhatHadCome() {
        EmbeddedChannel channel = open();
        channel.writeInbound(Unpooled.directBuffer().writeBytes(frame(1)));

        channel.pipeline().fireExceptionCaught(new IOException("reset"));
        sessions.run(channel);

        assertThat(listener.received).containsExactly(frame(1));
        assertThat(listener.ends).containsExactly(DisconnectReason.NETWORK_ERROR.withDetail("reset"));
    }

    @Test
    void keepsTheFirstReason() {
        EmbeddedChannel channel = open();
        Session session = listener.session();

        session.abort(DisconnectReason.IDLE);
        session.abort(DisconnectReason.PROTOCOL_ERROR);
        session.close(DisconnectReason.CLOSED_BY_SERVER);
        sessions.run(channel);

        assertThat(listener.ends).containsExactly(DisconnectReason.IDLE);
        assertThat(session.isOpen()).isFalse();
        assertThat(session.send(frame(1))).isEqualTo(SendResult.CLOSED);
    }

    /** Stands where TLS stands, and can write nothing. */
    private static final class BrokenEncryption extends ChannelOutboundHandlerAdapter implements Encryption {
        private final boolean endedByPeer;

        BrokenEncryption(boolean endedByPeer) {
            this.endedByPeer = endedByPeer;
        }

        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            ReferenceCountUtil.release(message);
            promise.setFailure(new SSLException("on purpose"));
        }

        @Override
        public void endOutput(boolean last) {
            throw new AssertionError("a session that cannot write does not end in order");
        }

        @Override
        public boolean wasEndedByPeer() {
            return endedByPeer;
        }
    }

    @ParameterizedTest
    @CsvSource({"true, closed-by-peer", "false, network-error"})
    void aWriteThatTlsRefusesAfterThePeersEndIsAnErrorUnlessThatEndedBothSides(boolean endedByPeer, String reason) {
        listener = new HalfCloseListener();
        EmbeddedChannel channel = open();
        channel.pipeline().addFirst(Encryption.NAME, new BrokenEncryption(endedByPeer));
        listener.onPacket = Session::send;

        channel.writeInbound(Unpooled.directBuffer().writeBytes(frame(1)));
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        sessions.run(channel);

        assertThat(listener.ends).extracting(DisconnectReason::name).containsExactly(reason);
    }
}

package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.join;
import static io.onesend.network.netty.SteppedSessions.sent;
import static io.onesend.network.netty.WebSocketFrames.message;
import static io.onesend.network.netty.WebSocketFrames.ping;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.onesend.network.DisconnectReason;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that what has waited for this side does not count as sent too fast, with a clock of the test's. */
class InboundPauseTest {

    private static final int PAUSE_SECONDS = 20;

    /** Reading stops with the second packet that is not handled. */
    private static final NetworkConfig CONFIG =
            NetworkConfig.builder().inboundHigh(2).inboundLow(1).build();

    /** What a peer may send in such a pause, and that is more than it may send at once. */
    private static final NetworkConfig LIMITED =
            CONFIG.toBuilder().inboundTokensPerSecond(10).inboundBurst(30).build();

    private final LogicLoop loop = LogicLoop.stepped();
    private final RecordingListener listener = new RecordingListener();
    private final SendBudget budget = new SendBudget(1 << 20);
    private final InboundBudget inboundBudget = new InboundBudget(1 << 20, 4096);
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private long now = 1_000_000_000_000L;
    private final SendLane lane = new SendLane(channel.eventLoop(), () -> now);

    private void open(NetworkConfig config, Framing framing) {
        SessionContext context = SessionContext.of(
                SharedContext.of(Logic.on(loop), new SessionRegistry(config), budget, inboundBudget),
                config,
                PacketDecoder.BYTES,
                listener);
        channel.pipeline().addLast(new SessionHandler(1, channel, context, lane, framing));
        channel.pipeline().fireChannelActive();
        settle();
    }

    private void settle() {
        do {
            channel.runPendingTasks();
        } while (loop.step() > 0);
        channel.runPendingTasks();
    }

    private void arrive(byte[]... frames) {
        channel.writeInbound(Unpooled.directBuffer().writeBytes(join(frames)));
    }

    private static byte[] times(int count, byte[] frame) {
        return join(Collections.nCopies(count, frame).toArray(byte[][]::new));
    }

    private void passSeconds(int seconds) {
        for (int i = 0; i < seconds; i++) {
            now += TimeUnit.SECONDS.toNanos(1);
            lane.sweep();
        }
    }

    private void expectRateLimit() {
        settle();
        assertThat(listener.ends).extracting(DisconnectReason::name).containsExactly("rate-limit");
    }

    @AfterEach
    void nothingIsLeft() {
        channel.close();
        settle();
        sent(channel);
        lane.closeBatches();
        assertThat(budget.used()).isZero();
        assertThat(inboundBudget.used()).isZero();
        assertThat(listener.ends).hasSize(1);
    }

    @Test
    void pingsThatCameWhileNothingWasReadAreNoFlood() {
        open(CONFIG, Framing.WEBSOCKET_BINARY);
        arrive(message(frame(1)), message(frame(2)));
        passSeconds(PAUSE_SECONDS);
        arrive(times(10 * PAUSE_SECONDS, ping()));

        settle();
        assertThat(listener.received).hasSize(2);
        assertThat(channel.isOpen()).isTrue();

        arrive(times(31, ping()));
        expectRateLimit();
    }

    @Test
    void pingsThatWaitWhenThisSideClosesAreNoFlood() {
        open(CONFIG, Framing.WEBSOCKET_BINARY);
        arrive(message(frame(1)), message(frame(2)));
        passSeconds(PAUSE_SECONDS);
        arrive(times(10 * PAUSE_SECONDS, ping()));
        listener.session().close();

        settle();
        assertThat(channel.isOpen()).as("the peer's close frame may come").isTrue();
    }

    @Test
    void pingsThatCameWhileTheThreadStoodStillAreNoFlood() {
        open(CONFIG, Framing.WEBSOCKET_BINARY);
        passSeconds(1);

        now += TimeUnit.SECONDS.toNanos(PAUSE_SECONDS);
        arrive(times(5 * PAUSE_SECONDS, ping()));
        // The rest is read after the sweep that finds the pause, which must not count it twice.
        lane.sweep();
        arrive(times(5 * PAUSE_SECONDS, ping()));
        settle();
        assertThat(channel.isOpen()).isTrue();

        arrive(times(41, ping()));
        expectRateLimit();
    }

    @Test
    void packetsThatCameWhileNothingWasReadAreNotTooMany() {
        open(LIMITED, Framing.NONE);
        arrive(frame(1), frame(2));
        passSeconds(PAUSE_SECONDS);
        arrive(times(10 * PAUSE_SECONDS, frame(3)));

        settle();
        assertThat(listener.received).hasSize(2 + 10 * PAUSE_SECONDS);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void packetsAreStillTooManyWithoutAPause() {
        open(LIMITED, Framing.NONE);
        for (int i = 0; i < 31; i++) {
            arrive(frame(1));
            settle();
        }
        expectRateLimit();
    }

    @Test
    void packetsThatCameWhileTheThreadStoodStillAreNotTooMany() {
        open(LIMITED, Framing.NONE);
        now += TimeUnit.SECONDS.toNanos(PAUSE_SECONDS);
        for (int i = 0; i < 10 * (PAUSE_SECONDS - 2); i++) {
            arrive(frame(1));
            settle();
        }
        assertThat(channel.isOpen()).isTrue();
    }
}

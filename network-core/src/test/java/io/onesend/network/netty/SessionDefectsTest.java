package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.Frames.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.onesend.network.DisconnectReason;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import io.onesend.network.packet.PacketReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that a defect of ours ends the session that it happens to, and is logged with the session's id. */
class SessionDefectsTest {

    private static final int DEFECT = 13;
    private static final NetworkConfig CONFIG =
            NetworkConfig.builder().inboundHigh(2).inboundLow(1).build();

    private final LogicLoop loop = LogicLoop.stepped();
    private final RecordingListener listener = new RecordingListener();
    private final SendBudget budget = new SendBudget(1 << 20);
    private final InboundBudget inboundBudget = new InboundBudget(1 << 20, 4096);
    private final CapturedLog log = new CapturedLog();
    private SendLane lane;
    private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInitializer<>() {
        @Override
        protected void initChannel(Channel opened) {
            lane = new SendLane(opened.eventLoop());
            SessionContext context = SessionContext.of(
                    SharedContext.of(Logic.on(loop), new SessionRegistry(CONFIG), budget, inboundBudget),
                    CONFIG,
                    new FailingDecoder(),
                    listener);
            opened.pipeline().addLast(new SessionHandler(7, opened, context, lane));
        }
    });

    private static final class FailingDecoder implements PacketDecoder<byte[]> {
        @Override
        public byte[] decode(PacketReader frame) {
            byte[] bytes = PacketDecoder.BYTES.decode(frame);
            if (bytes[2] == DEFECT) {
                throw new IllegalStateException("on purpose");
            }
            return bytes;
        }
    }

    private void run() {
        do {
            channel.runPendingTasks();
        } while (loop.step() > 0);
    }

    private void receive(byte[]... frames) {
        channel.writeInbound(Unpooled.directBuffer().writeBytes(join(frames)));
        run();
    }

    private void assertEnded() {
        assertThat(channel.isOpen()).isFalse();
        assertThat(listener.ends).containsExactly(DisconnectReason.INTERNAL_ERROR.withDetail("IllegalStateException"));
        assertThat(log.text()).contains("session 7 failed", "IllegalStateException");
    }

    @AfterEach
    void nothingIsLeft() {
        channel.finishAndReleaseAll();
        run();
        lane.batch().close();
        log.close();
        assertThat(budget.used()).isZero();
        assertThat(inboundBudget.used()).isZero();
    }

    @Test
    void ofTheDecoderInARead() {
        receive(frame(1), frame(DEFECT));

        assertEnded();
    }

    @Test
    void ofTheDecoderWhenReadingResumes() {
        receive(frame(1), frame(2), frame(DEFECT));

        assertThat(listener.received).containsExactly(frame(1), frame(2));
        assertEnded();
    }

    @Test
    void ofTheSendQueue() {
        run();
        // In line, although nobody has scheduled it.
        lane.add(((NettySession) listener.session()).sendQueue());
        run();

        assertEnded();
    }
}

package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.SessionListener;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Sessions in channels without sockets. The test steps both threads; closing it checks that nothing is left. */
final class SteppedSessions implements AutoCloseable {

    final LogicLoop loop = LogicLoop.stepped();
    private final SendBudget budget = new SendBudget(1 << 20);
    private final InboundBudget inboundBudget = new InboundBudget(1 << 20, 4096);
    private final List<EmbeddedChannel> channels = new ArrayList<>();
    private final List<SendLane> lanes = new ArrayList<>();

    /** Opens a session, and runs it until its listener knows of it. */
    EmbeddedChannel open(NetworkConfig config, SessionListener<byte[]> listener) {
        return open(config, Framing.NONE, listener);
    }

    EmbeddedChannel open(NetworkConfig config, Framing framing, SessionListener<byte[]> listener) {
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
                opened.pipeline().addLast(new SessionHandler(lanes.size(), opened, context, lane, framing));
            }
        });
        channels.add(channel);
        run(channel);
        return channel;
    }

    /** Runs both threads until neither has work. */
    void run(EmbeddedChannel channel) {
        do {
            channel.runPendingTasks();
        } while (loop.step() > 0);
        channel.runPendingTasks();
    }

    /** Lets the channel read these bytes, and runs it. */
    void receive(EmbeddedChannel channel, byte... bytes) {
        channel.writeInbound(Unpooled.directBuffer().writeBytes(bytes));
        run(channel);
    }

    /** Takes what the channel has written since the last call. */
    static byte[] sent(EmbeddedChannel channel) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuf written;
        while ((written = channel.readOutbound()) != null) {
            byte[] bytes = new byte[written.readableBytes()];
            written.readBytes(bytes);
            written.release();
            all.writeBytes(bytes);
        }
        return all.toByteArray();
    }

    @Override
    public void close() {
        for (EmbeddedChannel channel : channels) {
            channel.close();
            run(channel);
            channel.finishAndReleaseAll();
        }
        lanes.forEach(SendLane::closeBatches);
        assertThat(budget.used()).isZero();
        assertThat(inboundBudget.used()).isZero();
    }
}

package io.onesend.network.netty;

import static io.onesend.network.netty.WebSocketFrames.sent;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.onesend.network.FrameFormat;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import java.util.ArrayList;
import java.util.List;

/** A WebSocket's sessions in channels without sockets, from their first frame on; the test steps the logic loop. */
final class WebSocketChannels {

    static final NetworkConfig CONFIG = NetworkConfig.builder().build();
    static final NetworkConfig LINES =
            CONFIG.toBuilder().frameFormat(FrameFormat.LINES).build();
    static final NetworkConfig RAW =
            CONFIG.toBuilder().frameFormat(FrameFormat.RAW).build();

    final RecordingListener listener = new RecordingListener();

    private final LogicLoop loop = LogicLoop.stepped();
    private final SendBudget budget = new SendBudget(1 << 20);
    private final InboundBudget inboundBudget = new InboundBudget(1 << 20, 4096);
    private final List<EmbeddedChannel> channels = new ArrayList<>();
    private final List<SendLane> lanes = new ArrayList<>();

    EmbeddedChannel open() {
        return open(CONFIG, Framing.WEBSOCKET_BINARY);
    }

    EmbeddedChannel open(NetworkConfig config, Framing framing) {
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

    void run(EmbeddedChannel channel) {
        do {
            channel.runPendingTasks();
        } while (loop.step() > 0);
        channel.runPendingTasks();
    }

    void receive(EmbeddedChannel channel, byte[] bytes) {
        channel.writeInbound(Unpooled.directBuffer().writeBytes(bytes));
        run(channel);
    }

    /** Ends all of them, and expects that nothing is left. */
    void close() {
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
}

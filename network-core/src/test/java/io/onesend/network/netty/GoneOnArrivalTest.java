package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import java.net.SocketAddress;
import org.junit.jupiter.api.Test;

/** Tests connections that were reset before they were accepted: on io_uring their address cannot be known. */
class GoneOnArrivalTest {

    private final LogicLoop loop = LogicLoop.stepped();
    private final RecordingListener listener = new RecordingListener();
    private final SessionRegistry live = new SessionRegistry(10, 10);

    private static final class Nameless extends EmbeddedChannel {
        Nameless(ChannelInitializer<Channel> initializer) {
            super(initializer);
        }

        @Override
        protected SocketAddress remoteAddress0() {
            return null;
        }
    }

    @Test
    void isNotLetInAndCountedAsRefused() {
        SessionContext context = SessionContext.of(
                SharedContext.of(Logic.on(loop), live, new SendBudget(1 << 20), new InboundBudget(1 << 20, 4096)),
                NetworkConfig.builder().build(),
                PacketDecoder.BYTES,
                listener);
        EmbeddedChannel channel = new Nameless(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel opened) {
                SendLane lane = new SendLane(opened.eventLoop());
                opened.pipeline().addLast(new SessionHandler(1, opened, context, lane));
            }
        });
        channel.runPendingTasks();

        assertThat(channel.isOpen()).isFalse();
        assertThat(live.counts().refused()).isEqualTo(1);
        assertThat(live.counts().admitted()).isZero();
        assertThat(live.count()).isZero();
        assertThat(live.addresses()).isZero();
        assertThat(loop.step()).isZero();
        assertThat(listener.sessions).isEmpty();
    }
}

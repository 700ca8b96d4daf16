package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.onesend.network.Transport;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that a system property takes the sends off the ring, and that a server serves without them. */
class UringSendsSwitchIT {

    @BeforeEach
    void needIoUring() {
        assumeThat(TransportFactory.isAvailable(Transport.IO_URING)).isTrue();
    }

    @AfterEach
    void switchOn() {
        System.clearProperty(UringSends.SWITCH);
    }

    private static SendWriter newWriter() {
        TransportFactory transport = TransportFactory.named(Transport.IO_URING);
        EventLoopGroup group = EventLoops.newGroup(transport, 1, "net-switch-");
        Channel channel = transport.channels().get();
        try {
            EventLoop loop = group.next();
            SendLane lane = new SendLane(loop);
            loop.register(channel).syncUninterruptibly();
            return loop.submit(() -> lane.newWriter(channel))
                    .syncUninterruptibly()
                    .getNow();
        } finally {
            channel.close().syncUninterruptibly();
            EventLoops.stop(group);
        }
    }

    @Test
    void sendsByTheRingUnlessSwitchedOff() {
        assertThat(newWriter()).isInstanceOf(UringSendWriter.class);

        System.setProperty(UringSends.SWITCH, "false");
        assertThat(newWriter()).isInstanceOf(SendChannelWriter.class);
    }

    @Test
    void servesThroughTheChannelWhenSwitchedOff() throws IOException {
        System.setProperty(UringSends.SWITCH, "false");
        try (ServerHarness harness = new ServerHarness(
                        CONFIG.toBuilder()
                                .transport(Transport.IO_URING)
                                .ioThreads(1)
                                .build(),
                        RecordingListener.echo());
                Peer peer = new Peer(harness.port())) {
            for (int i = 0; i < 100; i++) {
                peer.send(frame(i, new byte[i]));
                assertThat(peer.receive()).isEqualTo(frame(i, new byte[i]));
            }
        }
    }
}

package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.onesend.network.Session;
import io.onesend.network.packet.Delivery;
import io.onesend.network.packet.EncodedPacket;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Tests which packets make their receivers a crowd. The list has one session again and again, because its length decides. */
class SendFanOutCrowdTest {

    private static boolean waitsInCrowdAfter(int receivers, Delivery delivery) {
        RecordingListener listener = new RecordingListener();
        try (SteppedSessions sessions = new SteppedSessions();
                EncodedPacket packet = EncodedPacket.copyOf(frame(1), delivery)) {
            EmbeddedChannel channel = sessions.open(CONFIG, listener);
            Session session = listener.sessions.get(0);
            Session.sendToAll(Collections.nCopies(receivers, session), packet);
            boolean inCrowd = ((NettySession) session).sendQueue().isInCrowd();
            sessions.run(channel);
            assertThat(SteppedSessions.sent(channel)).startsWith(frame(1));
            return inCrowd;
        }
    }

    @Test
    void aPacketToMoreThanTheLargestRoomThatIsNoCrowdWaitsInTheSecondLine() {
        assertThat(waitsInCrowdAfter(SendLines.CROWD_ABOVE + 1, Delivery.NORMAL))
                .isTrue();
        assertThat(waitsInCrowdAfter(SendLines.CROWD_ABOVE, Delivery.NORMAL)).isFalse();
        assertThat(waitsInCrowdAfter(1, Delivery.NORMAL)).isFalse();
    }

    /** Such a packet is offered to each receiver alone. */
    @Test
    void soDoesThePacketOfAKey() {
        Delivery newest = Delivery.latest("position");
        assertThat(waitsInCrowdAfter(SendLines.CROWD_ABOVE + 1, newest)).isTrue();
        assertThat(waitsInCrowdAfter(SendLines.CROWD_ABOVE, newest)).isFalse();
    }
}

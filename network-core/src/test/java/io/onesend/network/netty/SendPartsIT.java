package io.onesend.network.netty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.onesend.network.FrameFormat;
import io.onesend.network.SendResult;
import io.onesend.network.Session;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SendPartsIT {

    @Test
    void sendsAPartOfAnArrayAndWhatIsLeftInABuffer() throws Exception {
        RecordingListener listener = new RecordingListener();
        listener.onPacket = (session, line) -> {
            byte[] around = ("<" + new String(line, UTF_8) + "\n>").getBytes(UTF_8);
            session.send(around, 1, around.length - 2);
            ByteBuffer onHeap = ByteBuffer.wrap(around, 1, around.length - 2);
            ByteBuffer direct = ByteBuffer.allocateDirect(around.length)
                    .put(around)
                    .position(1)
                    .limit(around.length - 1);
            session.send(onHeap);
            session.send(direct);
            session.send(new byte[] {(byte) onHeap.position(), (byte) direct.position()});
            Arrays.fill(around, (byte) 'x'); // It was copied.
        };
        try (ServerHarness harness = new ServerHarness(
                        ServerHarness.CONFIG.toBuilder()
                                .frameFormat(FrameFormat.LINES)
                                .maxFrameBytes(100)
                                .build(),
                        listener);
                Peer peer = new Peer(harness.port())) {
            peer.send("안녕\n".getBytes(UTF_8));

            byte[] expected = "안녕\n안녕\n안녕\n\1\1".getBytes(UTF_8);
            assertThat(peer.receive(expected.length)).isEqualTo(expected);
        }
    }

    @Test
    void refusesAPartThatIsNotInTheArrayAndSendsNothingOnceItIsClosed() throws Exception {
        RecordingListener listener = RecordingListener.echo();
        try (ServerHarness harness = new ServerHarness(
                        ServerHarness.CONFIG.toBuilder()
                                .frameFormat(FrameFormat.LINES)
                                .maxFrameBytes(100)
                                .build(),
                        listener);
                Peer peer = new Peer(harness.port())) {
            peer.send("\n".getBytes(UTF_8));
            await().until(() -> listener.received.size() == 1);
            Session session = listener.session();

            assertThatThrownBy(() -> session.send(new byte[3], 2, 2)).isInstanceOf(IndexOutOfBoundsException.class);
            session.close();
            assertThat(session.send(new byte[3], 1, 1)).isEqualTo(SendResult.CLOSED);
            assertThat(session.send(ByteBuffer.allocate(1))).isEqualTo(SendResult.CLOSED);
        }
    }
}

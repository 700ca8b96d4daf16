package io.onesend.network.netty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.FrameFormat;
import org.junit.jupiter.api.Test;

class LineServerIT {

    @Test
    void answersLinesAndClosesOnOneThatIsTooLong() throws Exception {
        RecordingListener listener = new RecordingListener();
        listener.onPacket = (session, line) -> session.send((new String(line, UTF_8) + "!\n").getBytes(UTF_8));
        try (ServerHarness harness = new ServerHarness(
                        ServerHarness.CONFIG.toBuilder()
                                .frameFormat(FrameFormat.LINES)
                                .maxFrameBytes(20)
                                .build(),
                        listener);
                Peer peer = new Peer(harness.port())) {
            peer.send("안녕\r".getBytes(UTF_8));
            peer.send("\n\nyes\n".getBytes(UTF_8));
            byte[] expected = "안녕!\n!\nyes!\n".getBytes(UTF_8);
            assertThat(peer.receive(expected.length)).isEqualTo(expected);

            peer.send(new byte[21]);
            peer.expectEnd();
            await().until(() -> listener.ends.size() == 1);
            assertThat(listener.ends.get(0)).hasToString("protocol-error (no delimiter within 20 bytes)");
        }
    }
}

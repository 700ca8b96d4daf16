package io.onesend.it.course;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.CourseClient;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.TestRedis;
import io.onesend.network.FrameFormat;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * Step 1, an echo server. In the course, worker threads wait in {@code GetQueuedCompletionStatus} for a {@code WSARecv} to
 * complete, and send the bytes back with {@code WSASend}. Here an echo server is a configuration, a thread and a listener of one
 * line; the waiting, reading and writing is the transport's.
 *
 * <p>To read: {@link NetworkServer}, {@link FrameFormat#RAW}; for the echo of the chat server
 * {@link io.onesend.chat.packet.DevEcho}.
 */
class Step01EchoServerIT {

    @Test
    void bytesComeBackAsTheyWent() {
        NetworkConfig config = EmbeddedServer.CONFIG.toBuilder()
                .frameFormat(FrameFormat.RAW)
                .maxFrameBytes(65_536)
                .build();
        byte[] hello = "안녕, echo".getBytes(UTF_8);
        byte[] goodbye = "안녕히".getBytes(UTF_8);

        try (LogicLoop logic = LogicLoop.start("echo-logic");
                NetworkServer server = NetworkServer.start(
                        config, logic, PacketDecoder.BYTES, (session, bytes) -> session.send(bytes));
                RawClient first = RawClient.connect(server.address());
                RawClient second = RawClient.connect(server.address())) {
            first.send(hello);
            second.send(goodbye);

            assertThat(second.bytes(goodbye.length)).isEqualTo(goodbye);
            assertThat(first.bytes(hello.length)).isEqualTo(hello);
        }
    }

    @Test
    void theCoursesClientGetsItsEchoFromTheChatServerWithoutALogin() throws IOException {
        try (EmbeddedChat chat = new EmbeddedChat(TestRedis.shared().uri());
                CourseClient client = chat.connectCourseClient()) {
            client.echo();
        }
    }
}

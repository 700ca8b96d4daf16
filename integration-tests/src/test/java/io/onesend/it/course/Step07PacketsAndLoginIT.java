package io.onesend.it.course;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.CourseClient;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.TestRedis;
import io.onesend.it.harness.Vectors;
import io.onesend.it.harness.Wire;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketCodec;
import io.onesend.network.packet.PacketRegistry;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Step 7, packets and login. In the course, a packet is a C struct laid over the received bytes, and a map finds the function for
 * its id. Here a packet is a record, a codec reads and writes its fields, and a registry knows the codec of each id. The stream is
 * cut into packets before that, however it arrives. Login is the first request of the chat.
 *
 * <p>To read: {@link PacketRegistry}, {@link PacketCodec}, {@link io.onesend.network.FrameFormat#CHAT}; for the chat's own packets
 * {@link io.onesend.chat.ChatProtocol} and {@link io.onesend.chat.packet.LoginRequest}.
 */
class Step07PacketsAndLoginIT {

    /** Two packets of the protocol, as an embedder writes them down. */
    private record Login(String userId, String password) {
        private static final PacketCodec<Login> CODEC =
                PacketCodec.of(body -> new Login(body.fixedText(33), body.fixedText(33)), (login, body) -> {
                    body.fixedText(login.userId, 33);
                    body.fixedText(login.password, 33);
                });
    }

    private record LoginResult(int code) {
        private static final PacketCodec<LoginResult> CODEC =
                PacketCodec.of(body -> new LoginResult(body.u16()), (result, body) -> body.u16(result.code));
    }

    private record Unknown(int id) {}

    private static final PacketRegistry<Record, LoginResult> PACKETS = PacketRegistry.<Record, LoginResult>builder(
                    Unknown::new)
            .receives(201, Login.CODEC)
            .sends(202, LoginResult.class, LoginResult.CODEC)
            .build();

    /** The application: it knows records, and no bytes. */
    private static final class Door implements SessionListener<Record> {
        private final Map<String, String> passwords = Map.of("jacking75", "jacking75");

        @Override
        public void onReceive(Session session, Record packet) {
            if (packet instanceof Login login) {
                int code = login.password().equals(passwords.get(login.userId())) ? 0 : 33;
                try (EncodedPacket result = PACKETS.encode(new LoginResult(code))) {
                    session.send(result);
                }
            }
        }
    }

    @Test
    void aLoginIsARecordThatIsAnsweredWithARecord() {
        Vectors bytes = new Vectors();
        byte[] request = bytes.bytes("LOGIN_REQUEST");
        String granted = bytes.hex("LOGIN_RESPONSE ok");

        try (EmbeddedServer server = new EmbeddedServer(EmbeddedServer.CONFIG, PACKETS, new Door());
                RawClient client = server.connect()) {
            assertThat(client.send(request).next().hex()).isEqualTo(granted);

            assertThat(client.sendByteByByte(request).next().hex()).isEqualTo(granted);
            client.send(request, Wire.login("nobody", "pw"), request);
            assertThat(client.next().hex()).isEqualTo(granted);
            assertThat(client.next().hex()).isEqualTo(bytes.hex("LOGIN_RESPONSE wrong password"));
            assertThat(client.next().hex()).isEqualTo(granted);
        }
    }

    @Test
    void theCoursesClientLogsInAtTheChatServer() throws IOException {
        TestRedis redis = TestRedis.shared();
        String id = TestRedis.unique() + "지수";
        redis.plaintext(id, "pw");

        try (EmbeddedChat chat = new EmbeddedChat(redis.uri());
                CourseClient client = chat.connectCourseClient();
                CourseClient other = chat.connectCourseClient()) {
            client.expectResult(CourseClient.enter(0), 207, 51);
            client.expectResult(CourseClient.login(id, "pw"), 202, 0);
            other.expectResult(CourseClient.login(id, "pw"), 202, 31);
        }
    }
}

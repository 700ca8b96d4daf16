package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.ChatClient;
import io.onesend.chat.packet.ResultCode;
import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.Packet;
import io.onesend.it.harness.RecordingProxy;
import io.onesend.it.harness.Vectors;
import io.onesend.it.harness.Wire;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.testing.TestTransport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A capture of a session between the project's own client and its server, compared with {@code packets.json}. */
class CaptureIT {

    private final Vectors vectors = new Vectors();

    @Test
    void aCapturedSessionEqualsTheVectors() throws Exception {
        try (ChatFixture chat = ChatFixture.start();
                RecordingProxy proxy = new RecordingProxy(chat.server().address())) {
            session(chat, proxy);
            proxy.awaitEnd();

            assertThat(proxy.clientsPackets().stream().map(Packet::hex))
                    .containsExactly(
                            vectors.hex("LOGIN_REQUEST"),
                            vectors.hex("ROOM_ENTER_REQUEST -1"),
                            vectors.hex("ROOM_ENTER_REQUEST 0"),
                            vectors.hex("ROOM_LEAVE_REQUEST"),
                            vectors.hex("ROOM_LEAVE_REQUEST"),
                            vectors.hex("ROOM_ENTER_REQUEST 9"),
                            vectors.hex("ROOM_CHAT_REQUEST"),
                            vectors.hex("ROOM_CHAT_REQUEST longest"));
            List<Packet> answers = proxy.serversPackets();
            assertThat(answers)
                    .extracting(Packet::id)
                    .containsExactly(
                            Wire.LOGIN_RESPONSE,
                            Wire.ROOM_ENTER_RESPONSE,
                            Wire.ROOM_ENTER_RESPONSE,
                            Wire.ROOM_USER_LIST_NOTIFY,
                            Wire.ROOM_LEAVE_RESPONSE,
                            Wire.ROOM_LEAVE_RESPONSE,
                            Wire.ROOM_ENTER_RESPONSE,
                            Wire.ROOM_USER_LIST_NOTIFY,
                            Wire.ROOM_CHAT_RESPONSE,
                            Wire.ROOM_CHAT_NOTIFY,
                            Wire.ROOM_CHAT_RESPONSE,
                            Wire.ROOM_CHAT_NOTIFY);
            assertThat(answers.get(0).hex()).isEqualTo(vectors.hex("LOGIN_RESPONSE ok"));
            assertThat(answers.get(5).hex()).isEqualTo(vectors.hex("ROOM_LEAVE_RESPONSE"));
        }
    }

    private void session(ChatFixture chat, RecordingProxy proxy) throws Exception {
        String id = vectors.fields("LOGIN_REQUEST").get("userId").asString();
        String password = vectors.fields("LOGIN_REQUEST").get("password").asString();
        chat.redis().plaintext(id, password);
        NetworkConfig config = NetworkConfig.builder()
                .transport(TestTransport.CHOSEN)
                .ioThreads(1)
                .build();
        try (LogicLoop loop = LogicLoop.start("capture-logic");
                NetworkClient network = NetworkClient.start(config, loop);
                ChatClient client = wait(ChatClient.connect(
                        network, proxy.address(), Duration.ofSeconds(5), new ChatClient.Listener() {}))) {
            assertThat(wait(client.login(id, password))).isEqualTo(ResultCode.NONE);
            assertThat(wait(client.enter(-1)).code()).isEqualTo(61);
            assertThat(wait(client.enter(0))).isEqualTo(ResultCode.NONE);
            assertThat(wait(client.leave())).isEqualTo(ResultCode.NONE);
            assertThat(wait(client.leave()).code()).isEqualTo(71);
            assertThat(wait(client.enter(9))).isEqualTo(ResultCode.NONE);
            for (String name : List.of("ROOM_CHAT_REQUEST", "ROOM_CHAT_REQUEST longest")) {
                assertThat(wait(client.chat(vectors.fields(name).get("message").asString())))
                        .isEqualTo(ResultCode.NONE);
            }
        }
    }

    private static <T> T wait(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}

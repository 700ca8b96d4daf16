package io.onesend.it.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.chat.ChatClient;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.it.harness.Jar;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.TestRedis;
import io.onesend.network.NetworkClient;
import io.onesend.network.logic.LogicLoop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Step 10, dummy clients. The course proposes to test the server with them. Here {@code load} is a command of the program: it logs
 * in, enters rooms, chats, and accounts for every message, so that a lost or repeated one makes it fail. A dummy of one's own
 * is a few lines with the client of the chat.
 *
 * <p>To read: {@link ChatClient}, {@link NetworkClient}; {@code load --help} for the command.
 */
class Step10DummyClientIT {

    private static final int DUMMIES = 20;

    @TempDir
    private Path folder;

    @Test
    void theLoadCommandAccountsForEveryMessage() {
        try (ServerProcess server = ServerProcess.launch().start()) {
            String options = "chat --rooms 4 --members 5 --senders 5 --rate 200 --duration 1s --json - --port ";

            Jar.Finished load = Jar.run(folder, "", ("load " + options + server.port()).split(" "))
                    .expect(0);

            JsonNode counts = new JsonMapper().readTree(load.out()).required("counts");
            assertThat(counts.required("expected").asInt()).isPositive();
            assertThat(counts.required("delivered").asInt())
                    .isEqualTo(counts.required("expected").asInt());
        }
    }

    @Test
    void dummiesOfOnesOwnAllHearEachOther() throws Exception {
        TestRedis redis = TestRedis.shared();
        String prefix = TestRedis.unique();
        AtomicInteger heard = new AtomicInteger();
        ChatClient.Listener ears = new ChatClient.Listener() {
            @Override
            public void onPacket(ServerPacket packet) {
                if (packet instanceof RoomChatNotify) {
                    heard.incrementAndGet();
                }
            }
        };

        try (EmbeddedChat chat = new EmbeddedChat(redis.uri());
                LogicLoop logic = LogicLoop.start("dummy-logic");
                NetworkClient network = NetworkClient.start(EmbeddedServer.CONFIG, logic)) {
            List<ChatClient> dummies = new ArrayList<>();
            for (int i = 0; i < DUMMIES; i++) {
                redis.plaintext(prefix + i, "pw");
                ChatClient dummy = get(ChatClient.connect(network, chat.address(), Duration.ofSeconds(10), ears));
                assertThat(get(dummy.login(prefix + i, "pw"))).isEqualTo(ResultCode.NONE);
                assertThat(get(dummy.enter(0))).isEqualTo(ResultCode.NONE);
                dummies.add(dummy);
            }
            for (ChatClient dummy : dummies) {
                assertThat(get(dummy.chat("hello"))).isEqualTo(ResultCode.NONE);
            }

            await().untilAsserted(() -> assertThat(heard).hasValue(DUMMIES * DUMMIES));
        }
    }

    private static <T> T get(CompletionStage<T> answer) throws Exception {
        return answer.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}

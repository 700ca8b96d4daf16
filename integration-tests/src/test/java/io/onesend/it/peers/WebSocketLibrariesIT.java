package io.onesend.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.Jar;
import io.onesend.it.harness.Packet;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.Wire;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests the product with WebSocket clients of other languages: one chats in a room with a plain client, and tries the rest. */
class WebSocketLibrariesIT {

    private static final Duration DEADLINE = Duration.ofSeconds(90);

    private static ServerProcess server;

    @BeforeAll
    static void start() {
        server = ServerProcess.launch().start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void chatsWithAPlainClientAndKeepsTheRules(WebSocketLibrary library) {
        String user = library.name();
        try (RawClient plain = server.connect().login("plain", "pw")) {
            plain.enter(0);
            try (Jar.Child script = library.start("chat", "ws://127.0.0.1:" + server.port() + "/ws", user)) {
                assertThat(plain.next(Wire.ROOM_NEW_USER_NOTIFY).newUser().userId())
                        .isEqualTo(user);
                Packet heard = plain.next(Wire.ROOM_CHAT_NOTIFY);
                assertThat(heard.sender()).isEqualTo(user);
                assertThat(heard.message()).isEqualTo("안녕 from " + user);
                plain.send(Wire.chat("over"));

                Jar.Finished finished = script.awaitEnd(DEADLINE).expect(0);
                assertThat(finished.out().lines())
                        .containsExactly(
                                "said",
                                "heard",
                                "echoed",
                                "pinged",
                                "closed with 3001",
                                "closed with 1003",
                                "closed with 1007",
                                "closed with 1009");
            }
        }
    }
}

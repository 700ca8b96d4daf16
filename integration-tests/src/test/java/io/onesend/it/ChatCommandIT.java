package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.Jar;
import io.onesend.it.harness.Packet;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.Wire;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code chat} command with a pipe for a terminal. */
class ChatCommandIT {

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private static ChatFixture chat;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        chat = ChatFixture.start();
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    private static String[] args(String id, int room) {
        return new String[] {
            "chat",
            "--user",
            id,
            "--password",
            chat.password(),
            "--room",
            String.valueOf(room),
            "--host",
            "127.0.0.1",
            "--port",
            String.valueOf(chat.server().port())
        };
    }

    @Test
    void twoOfThemHearEachOther() {
        int room = chat.room();
        String aliceId = chat.account();
        String bobId = chat.account();
        try (RawClient watcher = chat.member(room);
                Jar.Child alice = Jar.start(args(aliceId, room))) {
            assertThat(watcher.next(Wire.ROOM_NEW_USER_NOTIFY).newUser().userId())
                    .isEqualTo(aliceId);
            try (Jar.Child bob = Jar.start(args(bobId, room))) {
                watcher.next(Wire.ROOM_NEW_USER_NOTIFY);

                bob.type("hello, alice");
                alice.out.await(bobId + ".*hello, alice", DEADLINE);
                alice.type("안녕, 방!");
                bob.out.await(aliceId + ".*안녕, 방!", DEADLINE);

                assertThat(watcher.next(Wire.ROOM_CHAT_NOTIFY).message()).isEqualTo("hello, alice");
                Packet korean = watcher.next(Wire.ROOM_CHAT_NOTIFY);
                assertThat(korean.message()).isEqualTo("안녕, 방!");
                assertThat(korean.sender()).isEqualTo(aliceId);

                bob.endInput();
                bob.awaitEnd(DEADLINE).expect(0);
            }
            watcher.next(Wire.ROOM_LEAVE_USER_NOTIFY);
            alice.endInput();
            alice.awaitEnd(DEADLINE).expect(0);
        }
    }

    @Test
    void pipedLinesAreAllSentBeforeItEnds() {
        int room = chat.room();
        try (RawClient watcher = chat.member(room)) {
            Jar.run(folder, "one\ntwo\n세 번째\n", args(chat.account(), room)).expect(0);

            watcher.next(Wire.ROOM_NEW_USER_NOTIFY);
            assertThat(watcher.next(Wire.ROOM_CHAT_NOTIFY).message()).isEqualTo("one");
            assertThat(watcher.next(Wire.ROOM_CHAT_NOTIFY).message()).isEqualTo("two");
            assertThat(watcher.next(Wire.ROOM_CHAT_NOTIFY).message()).isEqualTo("세 번째");
            watcher.next(Wire.ROOM_LEAVE_USER_NOTIFY);
            watcher.assertQuiet();
        }
    }

    @Test
    void aRefusedLoginIsToldAndEndsItWith1() {
        String[] args = args(chat.account(), 0);
        args[4] = "wrong";

        Jar.Finished finished = Jar.run(folder, "hello\n", args).expect(1);

        assertThat(finished.all()).contains("LOGIN_USER_INVALID_PW").doesNotContain("\tat ");
    }

    @Test
    void aServerThatIsNotThereIsToldAndEndsItWith1() {
        String[] args = args("kim", 0);
        args[10] = "1";

        Jar.Finished finished = Jar.run(folder, "", args).expect(1);

        assertThat(finished.err()).isNotBlank().doesNotContain("\tat ");
    }
}

package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.Jar;
import io.onesend.it.harness.Packet;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.Shell;
import io.onesend.it.harness.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
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
    void chatsOverAWebSocket() {
        int room = chat.room();
        try (RawClient watcher = chat.member(room)) {
            Jar.run(folder, "one\n", webSocket(args(chat.account(), room), "/ws"))
                    .expect(0);

            watcher.next(Wire.ROOM_NEW_USER_NOTIFY);
            assertThat(watcher.next(Wire.ROOM_CHAT_NOTIFY).message()).isEqualTo("one");
            watcher.next(Wire.ROOM_LEAVE_USER_NOTIFY);
        }
    }

    @Test
    void saysWhatTheServerAnsweredToARequestForAWebSocket() {
        Jar.Finished finished =
                Jar.run(folder, "", webSocket(args("kim", 0), "/elsewhere")).expect(1);

        assertThat(finished.err().strip())
                .isEqualTo("cannot connect to 127.0.0.1:" + chat.server().port()
                        + ": the server answered 404 Not Found: There is nothing at this path.");
    }

    private static String[] webSocket(String[] args, String path) {
        String[] all = Arrays.copyOf(args, args.length + 3);
        all[args.length] = "--websocket";
        all[args.length + 1] = "--websocket-path";
        all[args.length + 2] = path;
        return all;
    }

    @Test
    void aRefusedLoginIsToldAndEndsItWith1() {
        String[] args = args(chat.account(), 0);
        args[4] = "wrong";

        Jar.Finished finished = Jar.run(folder, "hello\n", args).expect(1);

        assertThat(finished.err().strip()).isEqualTo("the login is refused: wrong password");
    }

    @Test
    void aServerThatIsNotThereIsToldAndEndsItWith1() {
        String[] args = args("kim", 0);
        args[10] = "1";

        Jar.Finished finished = Jar.run(folder, "", args).expect(1);

        assertThat(finished.err()).isNotBlank().doesNotContain("\tat ");
    }

    private String shell(int room) {
        return Shell.jar(args(chat.account(), room));
    }

    @Test
    void anOutputThatIsClosedEndsItWith1() {
        int room = chat.room();
        try (RawClient talker = chat.member(room);
                Jar.Child shell = Shell.start(folder, shell(room) + " | head -n 3; exit ${PIPESTATUS[0]}")) {
            shell.out.await("in the room", DEADLINE);

            talker.send(Wire.chat("nobody reads this"));

            assertThat(shell.awaitEnd(DEADLINE).expect(1).err())
                    .contains("standard output")
                    .hasLineCount(1);
        }
    }

    @Test
    void anOutputThatIsFullEndsItWith1() {
        try (Jar.Child shell = Shell.start(folder, "exec " + shell(chat.room()) + " >/dev/full")) {
            assertThat(shell.awaitEnd(DEADLINE).expect(1).err())
                    .contains("standard output")
                    .hasLineCount(1);
        }
    }

    @Test
    void aLineWithoutEndEndsItWith1() {
        int room = chat.room();
        try (RawClient watcher = chat.member(room);
                Jar.Child shell = Shell.start(folder, "exec " + shell(room) + " </dev/zero")) {
            Jar.Finished finished = shell.awaitEnd(DEADLINE).expect(1);

            assertThat(finished.out()).contains("* not sent: more than 65536 characters in a line");
            assertThat(finished.err()).isBlank();
            watcher.next(Wire.ROOM_NEW_USER_NOTIFY);
            watcher.next(Wire.ROOM_LEAVE_USER_NOTIFY);
        }
    }

    @Test
    void aClosedInputIsNoInput() {
        try (Jar.Child shell = Shell.start(folder, "exec " + shell(chat.room()) + " <&-")) {
            assertThat(shell.awaitEnd(DEADLINE).expect(0).out()).endsWith("* left");
        }
    }
}

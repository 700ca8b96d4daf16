package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.Pty;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.Shell;
import io.onesend.it.harness.Wire;
import io.onesend.network.testing.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The {@code chat} command at a real terminal. */
class TerminalChatIT {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /** What ends the modes in which a line is edited: cursor keys of an application, bracketed paste. */
    private static final String MODES_OFF = "(?s).*\\u001b\\[\\?1l(?!.*\\u001b\\[\\?1h).*";

    private static final String PASTE_OFF = "(?s).*\\u001b\\[\\?2004l(?!.*\\u001b\\[\\?2004h).*";

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

    private static ServerProcess startOn(int port) {
        return ServerProcess.launchPlaintext(chat.redis())
                .set("network.port=" + port)
                .start();
    }

    private static String command(int port, String id, String password, int room) {
        return Shell.jar("chat", "--user", id, "--password", password, "--room", "" + room, "--port", "" + port);
    }

    private static String command(String id, int room) {
        return command(chat.server().port(), id, chat.password(), room);
    }

    /** A chat in the room, in a shell that shows its status and whether the terminal is as it was. */
    private Pty chatting(String command) throws IOException {
        // A script of its own, so that the process number is known.
        Files.writeString(folder.resolve("chat.sh"), "echo $$ >pid\nexec " + command + "\n");
        Pty terminal = Pty.run(
                folder,
                "xterm-256color",
                "stty -g >before",
                "sh chat.sh",
                "echo ended with $?",
                "stty -g >after; cmp before after && echo the same modes");
        terminal.await("in the room", DEADLINE);
        // The next line may be typed.
        terminal.await("\\[room \\d+\\] ", DEADLINE);
        return terminal;
    }

    private void expectTheTerminalAsItWas(Pty terminal, int status) {
        terminal.await("ended with " + status, DEADLINE);
        terminal.await("the same modes", DEADLINE);
        assertThat(terminal.text()).matches(MODES_OFF).matches(PASTE_OFF).doesNotContain("Exception", "\tat ");
    }

    private static void expectChat(RawClient watcher, String message) {
        assertThat(watcher.next(Wire.ROOM_CHAT_NOTIFY).message()).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/quit\r", "\u0004", "\u0003"})
    void whateverIsTypedForTheEndLeavesTheTerminalAsItWas(String typed) throws IOException {
        try (Pty terminal = chatting(command(chat.account(), chat.room()))) {
            terminal.type(typed);

            expectTheTerminalAsItWas(terminal, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "HUP"})
    void aSignalLeavesTheTerminalAsItWas(String signal) throws IOException {
        try (Pty terminal = chatting(command(chat.account(), chat.room()))) {
            terminal.type("half a li");
            terminal.await("half a li", DEADLINE);

            Shell.signal(signal, Files.readString(folder.resolve("pid")).strip());

            expectTheTerminalAsItWas(terminal, 0);
        }
    }

    @Test
    void aRefusedLoginLeavesTheTerminalAsItWas() {
        String command = command(chat.server().port(), chat.account(), "wrong", 0);
        try (Pty terminal = Pty.run(
                folder,
                "xterm-256color",
                "stty -g >before",
                command,
                "echo ended with $?",
                "stty -g >after; cmp before after && echo the same modes")) {
            terminal.await("the login is refused: wrong password", DEADLINE);
            terminal.await("ended with 1", DEADLINE);
            terminal.await("the same modes", DEADLINE);
        }
    }

    @Test
    void aTerminalThatIsClosedEndsIt() throws IOException {
        int room = chat.room();
        try (RawClient watcher = chat.member(room)) {
            try (Pty terminal = chatting(command(chat.account(), room))) {
                watcher.next(Wire.ROOM_NEW_USER_NOTIFY);
                terminal.hangUp();
                watcher.next(Wire.ROOM_LEAVE_USER_NOTIFY);
            }
        }
    }

    @Test
    void onlyMessagesReachTheRoom() throws IOException {
        int room = chat.room();
        try (RawClient watcher = chat.member(room);
                Pty terminal = chatting(command(chat.account(), room))) {
            watcher.next(Wire.ROOM_NEW_USER_NOTIFY);
            // What terminals answer to questions, and keys in between.
            terminal.type(
                    "\u001b[?62;22c\u001b[24;80Rone\u001b[?2027;0$y\u001bP>|term 1\u001b\\ two\u001b]11;rgb:0/0/0\u0007\r");
            expectChat(watcher, "one two");
            terminal.type("lef\u001bODX\u001b[1;5Ca\u0000b\r");
            expectChat(watcher, "leXfab");
            terminal.type("\u001b[200~pasted one\r\u0001pasted two\r\u001b[201~\r");
            expectChat(watcher, "pasted one");
            expectChat(watcher, "pasted two");
            terminal.type("/QUIT\r/msg bob secret\r//slash\r");
            expectChat(watcher, "/slash");
            terminal.await("did you mean /quit\\?", DEADLINE);
            terminal.type("y".repeat(200) + " " + "z".repeat(100) + "\r");
            expectChat(watcher, "y".repeat(200) + " ");
            expectChat(watcher, "z".repeat(100));
            terminal.type("/quit\r");
            expectTheTerminalAsItWas(terminal, 0);
            watcher.next(Wire.ROOM_LEAVE_USER_NOTIFY);
            watcher.assertQuiet();
        }
    }

    @Test
    void showsTheTimeTheRoomAndOnesOwnLineOnce() throws IOException {
        int room = chat.room();
        String id = chat.account();
        try (Pty terminal = chatting(command(id, room))) {
            terminal.type("said once\r");
            terminal.await("\\d\\d:\\d\\d " + id + "> said once", DEADLINE);
            // What was typed is taken off the screen: the line is erased before the room's own comes.
            terminal.await("\\] said once\\s*\\u001b\\[K", DEADLINE);
            terminal.type(id.substring(0, id.length() - 1) + "\t\r");
            terminal.await(id + "> " + id, DEADLINE);
            terminal.type("/leave\r");
            // Where the old prompt is on the screen already, only what differs is written.
            terminal.await("no room", DEADLINE);
            terminal.type("/enter 99999\r");
            terminal.await("refused: there is no such room", DEADLINE);
            terminal.type("/wh\t\r");
            terminal.await("you are in no room", DEADLINE);
        }
    }

    @Test
    void aServerThatComesBackFindsItInItsRoomWithWhatWasTypedMeanwhile() throws IOException {
        int port = FreePort.choose();
        ServerProcess first = startOn(port);
        try (Pty terminal = chatting(command(port, chat.account(), chat.password(), 7))) {
            first.stop();
            terminal.await("the connection is lost: the server closed it", DEADLINE);
            terminal.await("cannot connect to 127.0.0.1:" + port + ": Connection refused", DEADLINE);
            terminal.type("said meanwhile\r");
            terminal.await("kept until then: said meanwhile", DEADLINE);

            try (ServerProcess second = startOn(port)) {
                terminal.await("> said meanwhile", Duration.ofSeconds(60));
                try (RawClient watcher = second.connect().loginOnceFree(chat.account(), chat.password())) {
                    watcher.enter(7);
                    terminal.type("said after\r");
                    expectChat(watcher, "said after");
                    terminal.type("/quit\r");
                    expectTheTerminalAsItWas(terminal, 0);
                }
            }
        }
    }

    @Test
    void aLoginThatIsRefusedForGoodIsNotTriedAgain() throws IOException {
        int port = FreePort.choose();
        ServerProcess first = startOn(port);
        String id = chat.account();
        try (Pty terminal = chatting(command(port, id, chat.password(), 7))) {
            first.stop();
            chat.redis().plaintext(id, "another");

            try (ServerProcess second = startOn(port)) {
                expectTheTerminalAsItWas(terminal, 1);
                assertThat(terminal.text()).contains("the login is refused: wrong password");
                assertThat(second.port()).isEqualTo(port);
            }
        }
    }

    @Test
    void aTerminalOfAnUnknownTypeIsUsedPlainly() {
        int room = chat.room();
        String id = chat.account();
        try (RawClient watcher = chat.member(room);
                Pty terminal = Pty.run(folder, "nosuch", command(id, room), "echo ended with $?")) {
            terminal.await("lines cannot be edited here: no description of the terminal type nosuch", DEADLINE);
            terminal.await("in the room", DEADLINE);
            watcher.next(Wire.ROOM_NEW_USER_NOTIFY);

            terminal.type("hello\n");
            expectChat(watcher, "hello");
            watcher.send(Wire.chat("hi"));
            terminal.await("> hi", DEADLINE);
            terminal.type("/quit\n");

            terminal.await("ended with 0", DEADLINE);
            assertThat(terminal.text()).doesNotContain("\tat ", "\u001b", id + "> hello");
        }
    }
}

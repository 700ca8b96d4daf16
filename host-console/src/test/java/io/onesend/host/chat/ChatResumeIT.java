package io.onesend.host.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.ClientSettings;
import io.onesend.network.testing.ScriptedServer;
import io.onesend.network.testing.ScriptedServer.Body;
import io.onesend.network.testing.ScriptedServer.Connection;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The chat at a terminal, with hosts of a cluster that a test scripts byte by byte. */
class ChatResumeIT {

    private static final String TOKEN = "the token";

    private final StringWriter screen = new StringWriter();
    private PipedWriter typed;
    private PipedReader keyboard;
    private ScriptedServer host;
    private CompletableFuture<Integer> status;

    @BeforeEach
    void start() throws IOException {
        typed = new PipedWriter();
        keyboard = new PipedReader(typed);
        host = new ScriptedServer();
        ChatTarget target =
                new ChatTarget("127.0.0.1", host.address().getPort(), "alice", "secret", 3, ClientSettings.PLAIN);
        PlainTerminal terminal = new PlainTerminal(keyboard, new PrintWriter(screen, true), true);
        status = CompletableFuture.supplyAsync(() -> new TerminalChat(terminal, target).run());
    }

    @AfterEach
    void close() throws IOException {
        typed.close();
        host.close();
        keyboard.close();
    }

    @Test
    void showsWhatWasMissedAndSendsAgainWhatHasNotReachedTheRoom() throws Exception {
        loseTheAnswerTo("hello");

        Connection second = acceptResume(host, 10);
        second.send(235, new Body().i16(0).i32(1));
        said(second, "bob", "meanwhile", 11);
        pong(second);

        expectMessage(second, "hello");
        second.send(222, new Body().i16(0));
        awaitLine("bob> meanwhile");
        assertThat(screen.toString())
                .containsSubsequence("the connection is lost", "* resumed; missed meanwhile: 1", "bob> meanwhile")
                .containsOnlyOnce("* logged in as alice")
                .doesNotContain("not sent");
        quit(second);
    }

    @Test
    void doesNotSendAgainWhatTheRoomHas() throws Exception {
        loseTheAnswerTo("hello");

        Connection second = acceptResume(host, 10);
        second.send(235, new Body().i16(0).i32(1));
        said(second, "alice", "hello", 11);
        pong(second);
        awaitLine("* resumed; missed meanwhile: 1");
        type("next");

        expectMessage(second, "next");
        second.send(222, new Body().i16(0));
        quit(second);
    }

    @Test
    void saysThatAMessageWasPerhapsSentWhereTheSessionIsNotKnown() throws Exception {
        loseTheAnswerTo("hello");

        Connection second = acceptResume(host, 10);
        second.send(235, new Body().i16(91).i32(0));
        pong(second);
        logInAndEnter(second);

        awaitLine("* perhaps not sent: hello");
        assertThat(screen.toString()).doesNotContain("resumed");
        quit(second);
    }

    @Test
    void goesOnAtTheHostThatADrainingOneNames() throws Exception {
        Connection first = acceptLogin();
        try (ScriptedServer other = new ScriptedServer()) {
            int port = other.address().getPort();
            first.send(239, new Body().chars("127.0.0.1", 65).i16(port).i32(0));

            first.expectEnd();
            first.close();
            Connection second = acceptResume(other, 10);
            second.send(235, new Body().i16(0).i32(0));
            pong(second);

            awaitLine("* resumed; nothing was missed");
            assertThat(screen.toString())
                    .contains("* this server is about to stop; going on at 127.0.0.1:" + port)
                    .doesNotContain("the connection is lost");
            quit(second);
        }
    }

    /** The chat is in its room, has said this, and its connection ends before the answer. */
    private void loseTheAnswerTo(String message) throws IOException {
        Connection first = acceptLogin();
        type(message);
        expectMessage(first, message);
        first.close();
    }

    private Connection acceptLogin() throws IOException {
        Connection client = host.accept();
        client.expect(231);
        client.send(232, new Body().i32(7).u8(0).i32(120));
        logInAndEnter(client);
        awaitLine("* in the room: alice");
        return client;
    }

    private static void logInAndEnter(Connection client) throws IOException {
        client.expect(201);
        client.send(202, new Body().i16(0));
        client.send(233, new Body().chars(TOKEN, 33));
        assertThat(client.expect(206).getInt()).isEqualTo(3);
        client.send(207, new Body().i16(0));
        client.send(209, new Body().u8(1).i64(1).text8("alice"));
        client.send(236, new Body().i64(10).i64(-10));
    }

    private static Connection acceptResume(ScriptedServer at, long offset) throws IOException {
        Connection client = at.accept();
        client.expect(231);
        client.send(232, new Body().i32(7).u8(0).i32(120));
        ByteBuffer resume = client.expect(234);
        assertThat(ScriptedServer.chars(resume, 33)).isEqualTo("alice");
        assertThat(ScriptedServer.chars(resume, 33)).isEqualTo(TOKEN);
        assertThat(resume.getInt()).isEqualTo(3);
        assertThat(resume.getLong()).isEqualTo(offset);
        assertThat(resume.getLong()).isEqualTo(-offset);
        return client;
    }

    private static void pong(Connection client) throws IOException {
        client.send(3, new Body().i16(client.expect(2).getShort()));
    }

    private static void said(Connection client, String userId, String text, long offset) throws IOException {
        client.send(223, new Body().chars(userId, 33).chars(text, 257));
        client.send(236, new Body().i64(offset).i64(-offset));
    }

    private static void expectMessage(Connection client, String message) throws IOException {
        assertThat(ScriptedServer.chars(client.expect(221), 257)).isEqualTo(message);
    }

    private void quit(Connection client) throws Exception {
        type("/quit");
        client.expect(215);
        client.send(216, new Body().i16(0));
        client.expectEnd();
        client.close();
        assertThat(status.get(10, TimeUnit.SECONDS)).isZero();
    }

    private void type(String line) throws IOException {
        typed.write(line + "\n");
        typed.flush();
    }

    private void awaitLine(String line) {
        Awaitility.await(line).until(() -> screen.toString().contains(line));
    }
}

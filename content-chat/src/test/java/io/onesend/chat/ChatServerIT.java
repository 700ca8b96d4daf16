package io.onesend.chat;

import static io.onesend.chat.RealChat.get;
import static io.onesend.chat.packet.ResultCode.LOGIN_BACKEND_UNAVAILABLE;
import static io.onesend.chat.packet.ResultCode.LOGIN_USER_ALREADY;
import static io.onesend.chat.packet.ResultCode.LOGIN_USER_INVALID_PW;
import static io.onesend.chat.packet.ResultCode.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.onesend.chat.config.ChatConfig.LoginMode;
import io.onesend.chat.packet.DevEcho;
import io.onesend.chat.packet.Ping;
import io.onesend.chat.packet.Pong;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomNewUserNotify;
import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.chat.packet.RoomUserListNotify.User;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole of the chat over real sockets and a real Redis, on both sides. */
class ChatServerIT {

    @TempDir
    private Path data;

    private RealChat real;

    @BeforeEach
    void startWithAutoRegister() throws IOException {
        real = new RealChat(data, Configs.login(LoginMode.PASSWORD, true));
    }

    @AfterEach
    void closeAndLeaveNothing() throws IOException {
        real.close();
    }

    @Test
    void twoClientsLogInMeetInARoomTalkAndPart() throws Exception {
        RecordingChatListener atAlice = new RecordingChatListener();
        RecordingChatListener atBob = new RecordingChatListener();
        ChatClient alice = real.connect(atAlice);
        ChatClient bob = real.connect(atBob);
        assertThat(get(alice.login("alice", "a-secret"))).isEqualTo(NONE);
        assertThat(get(bob.login("bob", "b-secret"))).isEqualTo(NONE);
        assertThat(get(alice.enter(7))).isEqualTo(NONE);
        assertThat(get(bob.enter(7))).isEqualTo(NONE);
        assertThat(get(alice.chat("hello, 방!"))).isEqualTo(NONE);
        await().until(() -> atBob.notifies().contains(new RoomChatNotify("alice", "hello, 방!")));
        assertThat(get(bob.leave())).isEqualTo(NONE);
        await().until(() -> atAlice.notifies().contains(new RoomLeaveUserNotify(2)));

        User first = new User(1, "alice");
        User second = new User(2, "bob");
        assertThat(atAlice.notifies())
                .containsExactly(
                        new RoomUserListNotify(List.of(first)),
                        new RoomNewUserNotify(2, "bob"),
                        new RoomChatNotify("alice", "hello, 방!"),
                        new RoomLeaveUserNotify(2));
        assertThat(atBob.notifies())
                .containsExactly(
                        new RoomUserListNotify(List.of(first, second)), new RoomChatNotify("alice", "hello, 방!"));
    }

    @Test
    void aClientsRequestsAreAnsweredInOrderWhileItsLoginIsStillBeingChecked() throws Exception {
        RecordingChatListener heard = new RecordingChatListener();
        ChatClient alice = real.connect(heard);
        List<CompletionStage<ResultCode>> answers = new ArrayList<>();
        answers.add(alice.login("alice", "secret"));
        answers.add(alice.login("alice", "secret"));
        answers.add(alice.enter(0));
        answers.add(alice.enter(1));
        alice.send(new Ping((short) 9));
        answers.add(alice.chat(""));
        answers.add(alice.leave());
        answers.add(alice.leave());
        List<ResultCode> results = new ArrayList<>();
        for (CompletionStage<ResultCode> answer : answers) {
            results.add(get(answer));
        }
        assertThat(results)
                .containsExactly(
                        NONE,
                        LOGIN_USER_ALREADY,
                        NONE,
                        ResultCode.ENTER_ROOM_INVALID_USER_STATUS,
                        ResultCode.CHAT_INVALID_MESSAGE,
                        NONE,
                        ResultCode.LEAVE_ROOM_INVALID_ROOM_INDEX);
        assertThat(heard.notifies()).contains(new Pong((short) 9));
    }

    @Test
    void aRegisteredUserNeedsItsPasswordFromThenOnAndAnIdIsLoggedInOnce() throws Exception {
        ChatClient first = real.connect(new RecordingChatListener());
        assertThat(get(first.login("alice", "secret"))).isEqualTo(NONE);
        ChatClient second = real.connect(new RecordingChatListener());
        assertThat(get(second.login("alice", "guess"))).isEqualTo(LOGIN_USER_INVALID_PW);
        assertThat(get(second.login("alice", "secret"))).isEqualTo(LOGIN_USER_ALREADY);
        first.close();
        await().until(() -> real.chat.statistics().users() == 0);
        assertThat(get(second.login("alice", "secret"))).isEqualTo(NONE);
    }

    @Test
    void aClientThatHasShutDownItsSendingStillGetsEveryAnswerAndThenTheEnd() throws Exception {
        try (Socket socket = new Socket()) {
            socket.connect(real.server.address());
            OutputStream out = socket.getOutputStream();
            out.write(frame(201, fixed("alice", 33), fixed("secret", 33)));
            out.write(frame(206, new byte[] {5, 0, 0, 0}));
            out.write(frame(221, fixed("hello", 257)));
            socket.shutdownOutput();
            socket.setSoTimeout(10_000);
            byte[] answers = socket.getInputStream().readAllBytes();
            assertThat(idsIn(answers)).containsExactly(202, 207, 209, 222, 223);
        }
    }

    @Test
    void aProtocolErrorEndsItsOwnSessionOnly() throws Exception {
        RecordingChatListener heard = new RecordingChatListener();
        ChatClient alice = real.connect(heard);
        assertThat(get(alice.login("alice", "secret"))).isEqualTo(NONE);
        try (Socket socket = new Socket()) {
            socket.connect(real.server.address());
            socket.getOutputStream().write(frame(206, new byte[3]));
            socket.setSoTimeout(10_000);
            assertThat(endOf(socket)).isTrue();
        }
        await().until(() -> real.server.statistics().disconnects().getOrDefault("protocol-error", 0L) == 1);
        alice.send(new DevEcho(new byte[] {1, 2}));
        await().until(() -> heard.notifies().contains(new DevEcho(new byte[] {1, 2})));
    }

    @Test
    void aSessionThatDoesNotLogInIsClosedAndSaysWhy() throws Exception {
        real.restart(Configs.loginTimeout(Duration.ofMillis(100)));
        RecordingChatListener heard = new RecordingChatListener();
        ChatClient idle = real.connect(heard);
        await().atMost(Duration.ofSeconds(10)).until(() -> heard.hasEnded());
        assertThat(real.server.statistics().disconnects()).containsEntry("login-timeout", 1L);
        assertThatThrownBy(() -> get(idle.login("late", "secret"))).hasCauseInstanceOf(ConnectionEndedException.class);
    }

    @Test
    void loginsAreToldToComeLaterWhileRedisIsAway() throws Exception {
        ChatClient alice = real.connect(new RecordingChatListener());
        assertThat(get(alice.login("alice", "secret"))).isEqualTo(NONE);
        real.redis.stop();
        await().until(() -> !real.accounts.isConnected());
        ChatClient bob = real.connect(new RecordingChatListener());
        assertThat(get(bob.login("bob", "secret"))).isEqualTo(LOGIN_BACKEND_UNAVAILABLE);
        assertThat(get(alice.enter(0))).as("who is in stays in").isEqualTo(NONE);
        real.redis.startAgain();
        await().atMost(Duration.ofSeconds(10)).until(real.accounts::isConnected);
        assertThat(get(bob.login("bob", "secret"))).isEqualTo(NONE);
    }

    @Test
    void aRequestFailsWhenTheServerGoesAwayBeforeItsAnswer() throws Exception {
        ChatClient alice = real.connect(new RecordingChatListener());
        CompletionStage<ResultCode> login = alice.login("alice", "secret");
        real.network.close();
        assertThatThrownBy(() -> get(login)).hasCauseInstanceOf(ConnectionEndedException.class);
    }

    /** Encoded here by hand, so that a mistake of the codec cannot cancel out. */
    private static byte[] frame(int id, byte[]... fields) {
        int length = 5;
        for (byte[] field : fields) {
            length += field.length;
        }
        byte[] frame = new byte[length];
        frame[0] = (byte) length;
        frame[1] = (byte) (length >> 8);
        frame[2] = (byte) id;
        frame[3] = (byte) (id >> 8);
        int at = 5;
        for (byte[] field : fields) {
            System.arraycopy(field, 0, frame, at, field.length);
            at += field.length;
        }
        return frame;
    }

    private static byte[] fixed(String text, int size) {
        byte[] field = new byte[size];
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, field, 0, bytes.length);
        return field;
    }

    private static List<Integer> idsIn(byte[] stream) {
        List<Integer> ids = new ArrayList<>();
        for (int at = 0; at < stream.length; at += (stream[at] & 0xff) | (stream[at + 1] & 0xff) << 8) {
            ids.add((stream[at + 2] & 0xff) | (stream[at + 3] & 0xff) << 8);
        }
        return ids;
    }

    /** A close with something unread reaches a peer as a reset: both are an end. */
    private static boolean endOf(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }
}

package io.onesend.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.login.LoginHandler;
import io.onesend.chat.packet.DevEcho;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.Ping;
import io.onesend.chat.packet.Pong;
import io.onesend.chat.packet.UnknownPacket;
import io.onesend.network.DisconnectReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What does not depend on a login: echo, ping, unknown ids, the login time-out. */
class ConnectionTest {

    private static final DevEcho ECHO = new DevEcho(new byte[] {0, -1, 16});

    @Test
    void answersEchoAndPingInEveryState() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            FakeSession connected = chat.connect();
            FakeSession loggedIn = chat.loggedIn("alice");
            FakeSession inRoom = chat.inRoom("bob", 0);
            for (FakeSession session : new FakeSession[] {connected, loggedIn, inRoom}) {
                session.receive(ECHO, new Ping((short) -2), new DevEcho(new byte[0]));
                assertThat(session.takeSent()).containsExactly(ECHO, new Pong((short) -2), new DevEcho(new byte[0]));
            }
        }
    }

    @Test
    void returnsAnEchoLongerThanTheClientsBufferAsItCame() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            FakeSession session = chat.connect();
            session.receive(new DevEcho(new byte[4091]));
            assertThat(session.sentBytes())
                    .singleElement()
                    .satisfies(bytes -> assertThat(bytes).hasSize(4096).startsWith(0x00, 0x10, 1, 0, 0));
        }
    }

    @Test
    void ignoresUnknownIdsUpToTheLimitAndClosesAtOneMore() {
        try (ChatFixture chat = new ChatFixture(Configs.input(true, 3))) {
            FakeSession session = chat.connect();
            FakeSession other = chat.connect();
            for (int id : new int[] {11, 202, 65_535}) {
                session.receive(new UnknownPacket(id));
            }
            session.receive(new Ping((short) 1));
            assertThat(session.takeSent()).containsExactly(new Pong((short) 1));
            assertThat(session.ended()).isNull();

            session.receive(new UnknownPacket(30), new Ping((short) 2));
            assertThat(session.ended()).isNotNull();
            assertThat(session.ended().name()).isEqualTo(DisconnectReason.PROTOCOL_ERROR.name());
            assertThat(session.ended().fault()).isEqualTo(DisconnectReason.Fault.PEER);
            assertThat(session.ended().detail()).contains("3").contains("30");
            assertThat(session.takeSent()).isEmpty();
            assertThat(chat.server.statistics().unknownPackets()).isEqualTo(4);

            other.receive(new UnknownPacket(0), new Ping((short) 3));
            assertThat(other.takeSent()).containsExactly(new Pong((short) 3));
        }
    }

    @Test
    void aLimitOfZeroClosesAtTheFirstUnknownId() {
        try (ChatFixture chat = new ChatFixture(Configs.input(true, 0))) {
            FakeSession session = chat.connect();
            session.receive(new UnknownPacket(3));
            assertThat(session.ended()).isNotNull();
        }
    }

    @Test
    void countsAnEchoAsUnknownWhereItIsTurnedOff() {
        try (ChatFixture chat = new ChatFixture(Configs.input(false, 1))) {
            FakeSession session = chat.connect();
            session.receive(ECHO);
            assertThat(session.takeSent()).isEmpty();
            assertThat(session.ended()).isNull();
            assertThat(chat.server.statistics().unknownPackets()).isOne();
            session.receive(ECHO);
            assertThat(session.ended()).isNotNull();
        }
    }

    @Test
    void aSessionHasTheConfiguredTimeToLogIn() {
        try (ChatFixture chat = new ChatFixture(Configs.loginTimeout(Duration.ofSeconds(7)))) {
            FakeSession session = chat.connect();
            assertThat(session.deadline()).isEqualTo(Duration.ofSeconds(7));
            assertThat(session.deadlineReason()).isEqualTo(LoginHandler.LOGIN_TIMEOUT);
            assertThat(session.deadlineReason().name()).isEqualTo("login-timeout");

            session.receive(new LoginRequest("nobody", "wrong"));
            assertThat(session.deadline())
                    .as("a failed login does not stop the clock")
                    .isNotNull();

            chat.addUser("alice");
            session.receive(new LoginRequest("alice", ChatFixture.PASSWORD));
            assertThat(session.deadline()).isNull();
        }
    }

    @Test
    void aClientThatOnlyEchoesMayDoSoForEver() {
        try (ChatFixture echoing = new ChatFixture(Configs.input(true, 100));
                ChatFixture silent = new ChatFixture(Configs.input(false, 100))) {
            assertThat(echoing.connect().isDeadlineOfSilence()).isTrue();
            FakeSession session = silent.connect();
            assertThat(session.deadline()).isNotNull();
            assertThat(session.isDeadlineOfSilence()).isFalse();
        }
    }

    @Test
    void aLoginTimeoutOfZeroIsNone() {
        try (ChatFixture chat = new ChatFixture(Configs.loginTimeout(Duration.ZERO))) {
            assertThat(chat.connect().deadline()).isNull();
        }
    }
}

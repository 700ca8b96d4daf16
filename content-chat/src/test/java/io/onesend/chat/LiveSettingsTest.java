package io.onesend.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.config.ChatConfig.Rooms;
import io.onesend.chat.packet.DevEcho;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.LoginResponse;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomChatResponse;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomEnterResponse;
import io.onesend.chat.packet.UnknownPacket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each setting that may change while the chat runs, by its effect. */
class LiveSettingsTest {

    private static final ChatConfig DEFAULTS = ChatConfig.defaults();
    private static final int ROOM = 7;

    private final ChatFixture chat = ChatFixture.withDefaults();

    @AfterEach
    void close() {
        chat.close();
    }

    private void change(ChatConfig config) {
        chat.server.reconfigure(config);
        chat.settle();
    }

    private static ChatConfig maxUsers(int most) {
        return new ChatConfig(
                DEFAULTS.echo(),
                most,
                DEFAULTS.loginTimeout(),
                DEFAULTS.login(),
                false,
                DEFAULTS.rooms(),
                DEFAULTS.rate(),
                DEFAULTS.unknownPackets(),
                DEFAULTS.loginThrottle());
    }

    private ResultCode login(String userId, String password) {
        FakeSession session = chat.connect();
        session.receive(new LoginRequest(userId, password));
        return ((LoginResponse) session.takeSent().get(0)).result();
    }

    @Test
    void echo() {
        FakeSession session = chat.connect();
        change(Configs.input(false, 0));

        session.receive(new DevEcho(new byte[3]));

        assertThat(session.takeSent()).isEmpty();
        assertThat(session.isOpen())
                .as("an unknown packet, of which none is allowed")
                .isFalse();
    }

    @Test
    void unknownPackets() {
        FakeSession session = chat.connect();
        session.receive(new UnknownPacket(9_999), new UnknownPacket(9_999));
        assertThat(session.isOpen()).isTrue();
        change(Configs.input(true, 2));

        session.receive(new UnknownPacket(9_999));

        assertThat(session.isOpen()).isFalse();
    }

    @Test
    void maxUsers() {
        chat.addUser("bob");
        chat.loggedIn("alice");
        change(maxUsers(1));
        assertThat(login("bob", ChatFixture.PASSWORD)).isEqualTo(ResultCode.LOGIN_USER_USED_ALL_OBJ);

        change(maxUsers(2));
        assertThat(login("bob", ChatFixture.PASSWORD)).isEqualTo(ResultCode.NONE);
    }

    @Test
    void theMostUsersInARoom() {
        Rooms rooms = DEFAULTS.rooms();
        chat.inRoom("alice", ROOM);
        FakeSession bob = chat.loggedIn("bob");
        change(Configs.rooms(rooms.first(), rooms.count(), 1));
        bob.receive(new RoomEnterRequest(ROOM));
        assertThat(bob.takeSent()).containsExactly(new RoomEnterResponse(ResultCode.ENTER_ROOM_FULL_USER));

        change(Configs.rooms(rooms.first(), rooms.count(), 2));
        bob.receive(new RoomEnterRequest(ROOM));
        assertThat(bob.takeSent()).contains(new RoomEnterResponse(ResultCode.NONE));
    }

    @Test
    void theRateOfSessionsThatAreThere() {
        FakeSession alice = chat.inRoom("alice", ROOM);
        change(Configs.rate(1, 1));
        chat.pass(Duration.ofSeconds(1));
        alice.receive(new RoomChatRequest("one"), new RoomChatRequest("two"));
        assertThat(alice.takeSent())
                .filteredOn(RoomChatResponse.class::isInstance)
                .containsExactly(
                        new RoomChatResponse(ResultCode.NONE), new RoomChatResponse(ResultCode.ROOM_TOO_MANY_PACKET));

        change(Configs.rate(0, 0));
        alice.receive(new RoomChatRequest("three"), new RoomChatRequest("four"));
        assertThat(alice.takeSent())
                .filteredOn(RoomChatResponse.class::isInstance)
                .allMatch(answer -> answer.equals(new RoomChatResponse(ResultCode.NONE)));
    }

    @Test
    void theTimeToLogInOfSessionsThatBeginLater() {
        FakeSession before = chat.connect();
        change(Configs.loginTimeout(Duration.ofSeconds(7)));

        assertThat(chat.connect().deadline()).isEqualTo(Duration.ofSeconds(7));
        assertThat(before.deadline()).isEqualTo(DEFAULTS.loginTimeout());
    }

    @Test
    void theLimitsOnFailedLogins() {
        Duration window = Duration.ofMinutes(1);
        chat.addUser("alice");
        assertThat(login("alice", "wrong")).isEqualTo(ResultCode.LOGIN_USER_INVALID_PW);
        change(Configs.throttle(1, 0, window));
        assertThat(login("alice", ChatFixture.PASSWORD)).isEqualTo(ResultCode.LOGIN_TOO_MANY_ATTEMPTS);

        change(Configs.throttle(0, 0, window));
        assertThat(login("alice", ChatFixture.PASSWORD)).isEqualTo(ResultCode.NONE);
    }

    @Test
    void aChangeBeforeTheFirstSessionHoldsForIt() {
        change(Configs.loginTimeout(Duration.ofSeconds(7)));

        assertThat(chat.connect().deadline()).isEqualTo(Duration.ofSeconds(7));
    }
}

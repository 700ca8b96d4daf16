package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.Packet;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.TestRedis;
import io.onesend.it.harness.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The results and rules that need a server with narrow limits. */
class LimitsIT {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final int MAX_USERS = 6;

    private static ChatFixture chat;

    @BeforeAll
    static void start() {
        chat = ChatFixture.start(
                "chat.max-users=" + MAX_USERS,
                "chat.rooms.first=10",
                "chat.rooms.count=3",
                "chat.rooms.max-users=2",
                "chat.rate.messages-per-second=1",
                "chat.rate.burst=5",
                "chat.login-timeout=4s",
                "chat.unknown-packets=3",
                "chat.login-throttle.failures-per-user=3",
                "chat.login-throttle.failures-per-address=0",
                "chat.login-throttle.window=1m",
                "network.max-frame-bytes=512");
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    @Test
    void aFullRoomGets54AndNothingElse() {
        try (RawClient first = chat.member(10);
                RawClient second = chat.member(10);
                RawClient third = chat.user()) {
            first.next(Wire.ROOM_NEW_USER_NOTIFY);

            third.send(Wire.enter(10)).expect(Wire.ROOM_ENTER_RESPONSE, 54).assertQuiet();
            first.assertQuiet();

            second.send(Wire.leave()).expect(Wire.ROOM_LEAVE_RESPONSE, 0);
            assertThat(third.enter(10)).as("there is room again").hasSize(2);
        }
    }

    @Test
    void roomNumbersStartWhereTheConfigurationSays() {
        try (RawClient client = chat.user()) {
            client.send(Wire.enter(9)).expect(Wire.ROOM_ENTER_RESPONSE, 61);
            client.send(Wire.enter(13)).expect(Wire.ROOM_ENTER_RESPONSE, 61);
            client.send(Wire.enter(0)).expect(Wire.ROOM_ENTER_RESPONSE, 61);
            client.enter(12);
        }
    }

    @Test
    void oneUserMoreThanTheMaximumGets32UntilSomeoneGoes() {
        List<RawClient> users = new ArrayList<>();
        Awaitility.await().atMost(DEADLINE).until(this::nobodyIsLoggedIn);
        for (int i = 0; i < MAX_USERS; i++) {
            users.add(chat.user());
        }
        String id = chat.account();
        try (RawClient late = chat.connect()) {
            late.send(Wire.login(id, chat.password())).expect(Wire.LOGIN_RESPONSE, 32);

            users.remove(0).close();

            Awaitility.await()
                    .atMost(DEADLINE)
                    .until(() -> late.send(Wire.login(id, chat.password()))
                                    .next(Wire.LOGIN_RESPONSE)
                                    .i16()
                            == 0);
        }
        users.forEach(RawClient::close);
    }

    private boolean nobodyIsLoggedIn() {
        return chat.server().admin().status().get("users").asInt() == 0;
    }

    @Test
    void aSessionThatChatsFasterThanItsLimitGets63AndMayGoOnLater() {
        try (RawClient fast = chat.member(11);
                RawClient other = chat.member(11)) {
            fast.next(Wire.ROOM_NEW_USER_NOTIFY);
            for (int i = 0; i < 5; i++) {
                fast.chat("burst " + i);
                other.next(Wire.ROOM_CHAT_NOTIFY);
            }

            fast.send(Wire.chat("too many")).expect(Wire.ROOM_CHAT_RESPONSE, 63).assertQuiet();
            other.assertQuiet();
            assertThat(other.chat("mine is another limit").message()).isEqualTo("mine is another limit");
            fast.next(Wire.ROOM_CHAT_NOTIFY);

            Awaitility.await()
                    .atMost(DEADLINE)
                    .until(() -> fast.send(Wire.chat("again"))
                                    .next(Wire.ROOM_CHAT_RESPONSE)
                                    .i16()
                            == 0);
            assertThat(fast.next(Wire.ROOM_CHAT_NOTIFY).message()).isEqualTo("again");
        }
    }

    @Test
    void tooManyFailuresForAUserIdGet36EvenWithTheRightPassword() {
        String id = chat.account();
        String other = chat.account();
        try (RawClient client = chat.connect()) {
            for (int i = 0; i < 3; i++) {
                client.send(Wire.login(id, "wrong")).expect(Wire.LOGIN_RESPONSE, 33);
            }
            client.send(Wire.login(id, "wrong")).expect(Wire.LOGIN_RESPONSE, 36);
            client.send(Wire.login(id, chat.password())).expect(Wire.LOGIN_RESPONSE, 36);
            client.login(other, chat.password());
        }
    }

    @Test
    void tooManyFailuresForAnIdThatDoesNotExistGet36Too() {
        String nobody = TestRedis.unique();
        try (RawClient client = chat.connect()) {
            for (int i = 0; i < 3; i++) {
                client.send(Wire.login(nobody, "pw")).expect(Wire.LOGIN_RESPONSE, 33);
            }
            client.send(Wire.login(nobody, "pw")).expect(Wire.LOGIN_RESPONSE, 36);
        }
    }

    @Test
    void aSessionThatDoesNotLogInInTimeIsClosedAndOneThatDidIsNot() {
        try (RawClient user = chat.user();
                RawClient silent = chat.connect();
                RawClient pinging = chat.connect()) {
            pinging.assertQuiet();

            silent.expectClosed();
            pinging.expectClosed();

            user.assertQuiet();
        }
    }

    @Test
    void oneUnknownIdMoreThanAllowedClosesTheSession() {
        try (RawClient client = chat.connect()) {
            client.send(Wire.packet(999), Wire.packet(11), Wire.packet(223)).assertQuiet();
            client.send(Wire.packet(999)).expectClosed();
        }
    }

    @Test
    void theMaximumFrameIsTheConfiguredOne() {
        byte[] longest = Wire.echo(new byte[507]);
        try (RawClient client = chat.connect()) {
            client.send(longest);
            assertThat(client.next().bytes()).isEqualTo(longest);
            client.send(Wire.echo(new byte[508])).expectClosed();
        }
    }

    @Test
    void theRoomsUserListNamesOnlyItsOwnMembers() {
        try (RawClient here = chat.member(10);
                RawClient there = chat.user()) {
            assertThat(there.enter(11)).extracting(Packet.User::userId).hasSize(1);
            here.assertQuiet();
        }
    }
}

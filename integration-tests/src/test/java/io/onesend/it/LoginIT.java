package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.Packet;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.TestRedis;
import io.onesend.it.harness.Wire;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Login by content-chat/README.md: 201, 202, its results and order, and accounts in Redis in the course's form. */
class LoginIT {

    private static ChatFixture chat;

    @BeforeAll
    static void start() {
        chat = ChatFixture.start();
    }

    @AfterAll
    static void stop() {
        chat.close();
    }

    @Test
    void theValueOfTheUserIdInRedisIsThePassword() {
        String id = chat.account();
        try (RawClient client = chat.connect()) {
            client.send(Wire.login(id, chat.password()))
                    .expect(Wire.LOGIN_RESPONSE, 0)
                    .assertQuiet();
        }
    }

    @Test
    void theCoursesFormIsWarnedAboutAtStart() {
        assertThat(chat.server()
                        .awaitLog("WARN.*plaintext", Duration.ofSeconds(10))
                        .group())
                .isNotEmpty();
    }

    @Test
    void aWrongPasswordAndAnUnknownUserGetTheSameAnswer33() {
        String id = chat.account();
        try (RawClient client = chat.connect()) {
            client.send(Wire.login(id, "wrong")).expect(Wire.LOGIN_RESPONSE, 33);
            client.send(Wire.login(id, "")).expect(Wire.LOGIN_RESPONSE, 33);
            client.send(Wire.login(id, chat.password() + "x")).expect(Wire.LOGIN_RESPONSE, 33);
            client.send(Wire.login(TestRedis.unique(), chat.password())).expect(Wire.LOGIN_RESPONSE, 33);
        }
    }

    @Test
    void afterARefusedLoginTheSessionMayTryAgain() {
        String id = chat.account();
        try (RawClient client = chat.connect()) {
            client.send(Wire.login(id, "wrong")).expect(Wire.LOGIN_RESPONSE, 33);
            client.login(id, chat.password());
        }
    }

    static Stream<Arguments> invalidIds() {
        return Stream.of(
                Arguments.of("empty", Wire.field(33)),
                Arguments.of("not UTF-8: a lone continuation byte", Wire.field(33, 'a', 0x80)),
                Arguments.of("not UTF-8: a cut character", Wire.field(33, 0xed, 0x99)),
                Arguments.of("not UTF-8: an overlong form", Wire.field(33, 0xc0, 0xaf)),
                Arguments.of("a line feed", Wire.field(33, 'a', '\n', 'b')),
                Arguments.of("an escape", Wire.field(33, 0x1b, '[', '3', '1', 'm')),
                Arguments.of("a delete", Wire.field(33, 'a', 0x7f)),
                Arguments.of("a control character of the second block", Wire.field(33, 'a', 0xc2, 0x85)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalidIds")
    void anInvalidIdGets34(String what, byte[] id) {
        try (RawClient client = chat.connect()) {
            client.send(Wire.packet(Wire.LOGIN_REQUEST, id, Wire.chars(33, "pw")))
                    .expect(Wire.LOGIN_RESPONSE, 34);
            client.login(chat.account(), chat.password());
        }
    }

    @Test
    void aPasswordThatIsNotUtf8IsAWrongOne() {
        String id = chat.account();
        try (RawClient client = chat.connect()) {
            client.send(Wire.packet(Wire.LOGIN_REQUEST, Wire.chars(33, id), Wire.field(33, 0xff)))
                    .expect(Wire.LOGIN_RESPONSE, 33);
        }
    }

    @Test
    void whatFollowsTheNulOfAFieldIsIgnored() {
        String id = chat.account();
        byte[] idField = Wire.chars(33, id);
        byte[] passwordField = Wire.chars(33, chat.password());
        idField[id.length() + 1] = (byte) 0xff;
        passwordField[32] = 'x';
        try (RawClient client = chat.connect()) {
            client.send(Wire.packet(Wire.LOGIN_REQUEST, idField, passwordField)).expect(Wire.LOGIN_RESPONSE, 0);
        }
    }

    @Test
    void theLongestIdAndPasswordFitAndSoDoKoreanOnes() {
        String longest = (TestRedis.unique() + "x".repeat(32)).substring(0, 32);
        chat.redis().plaintext(longest, "p".repeat(32));
        String korean = TestRedis.unique() + "홍길동";
        chat.redis().plaintext(korean, "비밀번호");
        try (RawClient first = chat.connect();
                RawClient second = chat.connect()) {
            first.login(longest, "p".repeat(32));
            second.login(korean, "비밀번호");
            int room = chat.room();
            first.enter(room);

            assertThat(second.enter(room)).extracting(Packet.User::userId).containsExactly(longest, korean);
        }
    }

    @Test
    void anIdThatIsLoggedInElsewhereGets31AndTheFirstSessionStays() {
        String id = chat.account();
        try (RawClient first = chat.login(id);
                RawClient second = chat.connect()) {
            second.send(Wire.login(id, chat.password())).expect(Wire.LOGIN_RESPONSE, 31);
            first.assertQuiet();
            first.enter(chat.room());
        }
    }

    @Test
    void aSessionThatIsLoggedInGets31WhoeverItAsksFor() {
        String id = chat.account();
        try (RawClient client = chat.login(id)) {
            client.send(Wire.login(id, chat.password())).expect(Wire.LOGIN_RESPONSE, 31);
            client.send(Wire.login(chat.account(), chat.password())).expect(Wire.LOGIN_RESPONSE, 31);
            client.enter(chat.room());
        }
    }

    @Test
    void aSecondLoginBehindTheFirstIsAnsweredAfterItWith31() {
        String id = chat.account();
        try (RawClient client = chat.connect()) {
            client.send(Wire.login(id, chat.password()), Wire.login(id, chat.password()));
            client.expect(Wire.LOGIN_RESPONSE, 0)
                    .expect(Wire.LOGIN_RESPONSE, 31)
                    .assertQuiet();
        }
    }

    @Test
    void ofSessionsThatLogInWithOneIdAtOnceExactlyOneSucceeds() {
        String id = chat.account();
        RawClient[] clients = new RawClient[8];
        for (int i = 0; i < clients.length; i++) {
            clients[i] = chat.connect();
        }
        int[] results = new int[clients.length];
        for (RawClient client : clients) {
            client.send(Wire.login(id, chat.password()));
        }
        for (int i = 0; i < clients.length; i++) {
            results[i] = clients[i].next(Wire.LOGIN_RESPONSE).i16();
        }
        for (RawClient client : clients) {
            client.close();
        }

        assertThat(results).containsOnly(0, 31).containsOnlyOnce(0);
    }

    @Test
    void theIdIsFreeAgainOnceItsSessionHasEnded() {
        String id = chat.account();
        chat.login(id).close();

        try (RawClient again = chat.connect()) {
            again.loginOnceFree(id, chat.password());
        }
    }

    @Test
    void uniqueIdsAreNeverReused() {
        String id = chat.account();
        int room = chat.room();
        long last = 0;
        for (int i = 0; i < 5; i++) {
            try (RawClient client = chat.connect()) {
                client.loginOnceFree(id, chat.password());
                long uniqueId = client.enter(room).get(0).uniqueId();
                assertThat(uniqueId).isGreaterThan(last);
                last = uniqueId;
            }
        }
    }

    @Test
    void requestsBehindALoginWaitUntilItIsAnswered() {
        String id = chat.account();
        int room = chat.room();
        try (RawClient client = chat.connect()) {
            client.send(
                    Wire.ping(1),
                    Wire.login(id, chat.password()),
                    Wire.ping(2),
                    Wire.enter(room),
                    Wire.echo((byte) 3),
                    Wire.chat("four"),
                    Wire.leave());

            assertThat(client.next(Wire.PONG).i16()).isEqualTo(1);
            client.expect(Wire.LOGIN_RESPONSE, 0);
            assertThat(client.next(Wire.PONG).i16()).isEqualTo(2);
            client.expect(Wire.ROOM_ENTER_RESPONSE, 0).next(Wire.ROOM_USER_LIST_NOTIFY);
            assertThat(client.next(Wire.DEV_ECHO).body()).containsExactly(3);
            client.expect(Wire.ROOM_CHAT_RESPONSE, 0).next(Wire.ROOM_CHAT_NOTIFY);
            client.expect(Wire.ROOM_LEAVE_RESPONSE, 0).assertQuiet();
        }
    }

    @Test
    void moreRequestsThanTheInboundMarkBehindALoginAllWaitAndAreAnsweredInOrder() {
        String id = chat.account();
        int pings = 1_000;
        try (RawClient client = chat.connect()) {
            byte[][] stream = new byte[pings + 1][];
            stream[0] = Wire.login(id, chat.password());
            for (int i = 1; i <= pings; i++) {
                stream[i] = Wire.ping(i);
            }
            client.send(stream);

            client.expect(Wire.LOGIN_RESPONSE, 0);
            for (int i = 1; i <= pings; i++) {
                assertThat(client.next(Wire.PONG).i16()).isEqualTo(i);
            }
        }
    }

    @Test
    void requestsBehindARefusedLoginAreRefusedForThemselves() {
        try (RawClient client = chat.connect()) {
            client.send(Wire.login(TestRedis.unique(), "wrong"), Wire.enter(0), Wire.chat("hello"), Wire.leave());

            client.expect(Wire.LOGIN_RESPONSE, 33)
                    .expect(Wire.ROOM_ENTER_RESPONSE, 51)
                    .expect(Wire.ROOM_CHAT_RESPONSE, 81)
                    .expect(Wire.ROOM_LEAVE_RESPONSE, 71)
                    .assertQuiet();
        }
    }

    @Test
    void aSessionThatEndsWhileItLogsInLeavesItsIdFree() {
        String id = chat.account();
        try (RawClient gone = chat.connect()) {
            gone.send(Wire.login(id, chat.password())).reset();
        }

        try (RawClient client = chat.connect()) {
            client.loginOnceFree(id, chat.password());
        }
    }

    @Test
    void aValueThatIsNotAStringIsNoPassword() {
        String id = TestRedis.unique();
        chat.redis().commands().hset(id, "password", "pw");
        chat.redis().commands().expire(id, 3_600);
        try (RawClient client = chat.connect()) {
            int result =
                    client.send(Wire.login(id, "pw")).next(Wire.LOGIN_RESPONSE).i16();
            assertThat(result).isNotZero();
            client.assertQuiet();
        }
    }
}

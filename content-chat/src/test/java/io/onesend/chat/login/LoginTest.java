package io.onesend.chat.login;

import static io.onesend.chat.packet.ResultCode.CHAT_ROOM_INVALID_ROOM_NUMBER;
import static io.onesend.chat.packet.ResultCode.LEAVE_ROOM_INVALID_ROOM_INDEX;
import static io.onesend.chat.packet.ResultCode.LOGIN_BACKEND_UNAVAILABLE;
import static io.onesend.chat.packet.ResultCode.LOGIN_USER_ALREADY;
import static io.onesend.chat.packet.ResultCode.LOGIN_USER_INVALID_ID;
import static io.onesend.chat.packet.ResultCode.LOGIN_USER_INVALID_PW;
import static io.onesend.chat.packet.ResultCode.LOGIN_USER_USED_ALL_OBJ;
import static io.onesend.chat.packet.ResultCode.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.ChatFixture;
import io.onesend.chat.Configs;
import io.onesend.chat.FakeSession;
import io.onesend.chat.config.ChatConfig.LoginMode;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.LoginResponse;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomChatResponse;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomLeaveRequest;
import io.onesend.chat.packet.RoomLeaveResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One login after another: every result that a login can have. */
class LoginTest {

    @Test
    void logsInWithTheRightPasswordAndCountsIt() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            chat.loggedIn("alice");
            chat.loggedIn("홍길동");
            assertThat(chat.server.statistics().users()).isEqualTo(2);
            assertThat(chat.server.statistics().logins())
                    .containsEntry("NONE", 2L)
                    .hasSize(7);
        }
    }

    @Test
    void answersAWrongPasswordAndAnUnknownUserAlikeAndAfterTheSameWork() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            chat.addUser("alice");
            assertThat(login(chat, "alice", "wrong")).isEqualTo(LOGIN_USER_INVALID_PW);
            int storeQuestions = chat.accounts.asked();
            int hashes = chat.passwords.ran();
            assertThat(login(chat, "nobody", "wrong")).isEqualTo(LOGIN_USER_INVALID_PW);
            assertThat(chat.accounts.asked()).isEqualTo(2 * storeQuestions);
            assertThat(chat.passwords.ran()).isEqualTo(2 * hashes).isEqualTo(2);
        }
    }

    /** The first would take 4 GiB. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=4194304,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=64,t=4294967295,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "not a hash"
            })
    void aStoredHashThatMayNotBeComputedLetsNobodyInAfterTheWorkOfAWrongPassword(String stored) {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            chat.accounts.hashes.put("alice", stored);
            assertThat(login(chat, "alice", "password")).isEqualTo(LOGIN_USER_INVALID_PW);
            assertThat(chat.passwords.ran()).isOne();
        }
    }

    @Test
    void aPasswordThatIsNotUtf8IsAWrongOneAndRegistersNobody() {
        try (ChatFixture chat = new ChatFixture(Configs.login(LoginMode.PASSWORD, true))) {
            chat.accounts.hashes.put("alice", HeldPasswords.CHEAP.hash(""));
            assertThat(login(chat, "alice", null)).isEqualTo(LOGIN_USER_INVALID_PW);
            assertThat(login(chat, "newcomer", null)).isEqualTo(LOGIN_USER_INVALID_PW);
            assertThat(chat.accounts.hashes).containsOnlyKeys("alice");
            assertThat(chat.passwords.ran()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "\u001b[31m", "a\u009b", "alice ", "alice\u200b", "*", "\u0430lice"})
    void refusesAUserIdThatBreaksTheRuleWithoutAskingTheStore(String userId) {
        try (ChatFixture chat = new ChatFixture(Configs.login(LoginMode.PASSWORD, true))) {
            assertThat(login(chat, userId, "pw")).isEqualTo(LOGIN_USER_INVALID_ID);
            assertThat(chat.accounts.asked()).isZero();
        }
    }

    @Test
    void takesTwoFormsOfAnIdForOneUserAndTwoFormsOfAPasswordForOnePassword() {
        try (ChatFixture chat = new ChatFixture(Configs.login(LoginMode.PASSWORD, true))) {
            FakeSession first = chat.connect();
            first.receive(new LoginRequest("jose\u0301", "cafe\u0301"));
            assertThat(first.takeSent()).containsExactly(new LoginResponse(NONE));
            assertThat(chat.accounts.hashes).containsOnlyKeys("jos\u00e9");
            assertThat(login(chat, "jos\u00e9", "caf\u00e9")).isEqualTo(LOGIN_USER_ALREADY);
            first.hangUp();
            assertThat(login(chat, "jos\u00e9", "caf\u00e9")).isEqualTo(NONE);
        }
    }

    @Test
    void takesTwoFormsOfAPlainTextPasswordForOneWhicheverIsStored() {
        try (ChatFixture chat = new ChatFixture(Configs.login(LoginMode.PLAINTEXT, false))) {
            chat.accounts.plaintext.put("alice", "cafe\u0301");
            chat.accounts.plaintext.put("bob", "caf\u00e9");
            assertThat(login(chat, "alice", "caf\u00e9")).isEqualTo(NONE);
            assertThat(login(chat, "bob", "cafe\u0301")).isEqualTo(NONE);
        }
    }

    @Test
    void refusesAUserIdThatIsNotUtf8() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            assertThat(login(chat, null, "pw")).isEqualTo(LOGIN_USER_INVALID_ID);
        }
    }

    @Test
    void aFailedLoginMayBeTriedAgainOnTheSameSession() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            chat.addUser("alice");
            FakeSession session = chat.connect();
            session.receive(new LoginRequest("alice", "wrong"), new LoginRequest("alice", ChatFixture.PASSWORD));
            assertThat(session.takeSent())
                    .containsExactly(new LoginResponse(LOGIN_USER_INVALID_PW), new LoginResponse(NONE));
        }
    }

    @Test
    void refusesAnIdThatIsLoggedInElsewhereUntilThatSessionEnds() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            FakeSession first = chat.loggedIn("alice");
            assertThat(login(chat, "alice", ChatFixture.PASSWORD)).isEqualTo(LOGIN_USER_ALREADY);
            assertThat(login(chat, "alice", "wrong"))
                    .as("who does not know the password does not learn who is there")
                    .isEqualTo(LOGIN_USER_INVALID_PW);
            assertThat(chat.server.statistics().users()).isOne();
            first.hangUp();
            assertThat(chat.server.statistics().users()).isZero();
            assertThat(login(chat, "alice", ChatFixture.PASSWORD)).isEqualTo(NONE);
        }
    }

    @Test
    void theEndOfTheRefusedSecondSessionDoesNotFreeTheFirstOnesId() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            chat.loggedIn("alice");
            FakeSession second = chat.connect();
            second.receive(new LoginRequest("alice", ChatFixture.PASSWORD));
            second.hangUp();
            assertThat(chat.server.statistics().users()).isOne();
            assertThat(login(chat, "alice", ChatFixture.PASSWORD)).isEqualTo(LOGIN_USER_ALREADY);
        }
    }

    @Test
    void refusesASecondLoginOnALoggedInSessionInARoomOrNot() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            chat.addUser("bob");
            FakeSession session = chat.loggedIn("alice");
            session.receive(new LoginRequest("bob", ChatFixture.PASSWORD));
            assertThat(session.takeSent()).containsExactly(new LoginResponse(LOGIN_USER_ALREADY));
            session.receive(new RoomEnterRequest(0));
            session.takeSent();
            session.receive(new LoginRequest("alice", ChatFixture.PASSWORD));
            assertThat(session.takeSent()).containsExactly(new LoginResponse(LOGIN_USER_ALREADY));
            assertThat(chat.server.statistics().logins()).containsEntry("LOGIN_USER_ALREADY", 2L);
        }
    }

    @Test
    void refusesMoreUsersThanThereMayBeUntilOneLeaves() {
        try (ChatFixture chat = new ChatFixture(Configs.maxUsers(2))) {
            FakeSession alice = chat.loggedIn("alice");
            chat.loggedIn("bob");
            chat.addUser("carol");
            assertThat(login(chat, "carol", ChatFixture.PASSWORD)).isEqualTo(LOGIN_USER_USED_ALL_OBJ);
            alice.hangUp();
            assertThat(login(chat, "carol", ChatFixture.PASSWORD)).isEqualTo(NONE);
        }
    }

    @Test
    void aStoreThatIsDownIsToldSoAndLoginsGoOnWhenItIsBack() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            chat.addUser("alice");
            FakeSession session = chat.connect();
            chat.accounts.goDown();
            session.receive(new LoginRequest("alice", ChatFixture.PASSWORD));
            assertThat(session.takeSent()).containsExactly(new LoginResponse(LOGIN_BACKEND_UNAVAILABLE));
            chat.accounts.comeBack();
            session.receive(new LoginRequest("alice", ChatFixture.PASSWORD));
            assertThat(session.takeSent()).containsExactly(new LoginResponse(NONE));
        }
    }

    @Test
    void aFullPasswordQueueIsToldAsUnavailable() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            chat.addUser("alice");
            chat.passwords.fill();
            assertThat(login(chat, "alice", ChatFixture.PASSWORD)).isEqualTo(LOGIN_BACKEND_UNAVAILABLE);
            assertThat(login(chat, "nobody", ChatFixture.PASSWORD)).isEqualTo(LOGIN_BACKEND_UNAVAILABLE);
        }
    }

    @Test
    void aHashThatIsMalformedInTheStoreMatchesNoPassword() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            chat.accounts.hashes.put("alice", "$argon2id$nonsense");
            chat.accounts.hashes.put("bob", "secret");
            assertThat(login(chat, "alice", "nonsense")).isEqualTo(LOGIN_USER_INVALID_PW);
            assertThat(login(chat, "bob", "secret")).isEqualTo(LOGIN_USER_INVALID_PW);
        }
    }

    @Test
    void registersAnUnknownIdWithThePasswordItGivesWhereThatIsAllowed() {
        try (ChatFixture chat = new ChatFixture(Configs.login(LoginMode.PASSWORD, true))) {
            FakeSession session = chat.connect();
            session.receive(new LoginRequest("newcomer", "mine"));
            assertThat(session.takeSent()).containsExactly(new LoginResponse(NONE));
            assertThat(chat.accounts.hashes.get("newcomer")).startsWith("$argon2id$v=19$m=");
            session.hangUp();
            assertThat(login(chat, "newcomer", "other")).isEqualTo(LOGIN_USER_INVALID_PW);
            assertThat(login(chat, "newcomer", "mine")).isEqualTo(NONE);
        }
    }

    @Test
    void registersNobodyWhereThatIsNotAllowed() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            assertThat(login(chat, "newcomer", "mine")).isEqualTo(LOGIN_USER_INVALID_PW);
            assertThat(chat.accounts.hashes).isEmpty();
        }
    }

    @Test
    void plainTextPasswordsAreComparedAsTheCourseDoes() {
        try (ChatFixture chat = new ChatFixture(Configs.login(LoginMode.PLAINTEXT, true))) {
            chat.accounts.plaintext.put("jacking75", "jacking75");
            assertThat(login(chat, "jacking75", "jacking7")).isEqualTo(LOGIN_USER_INVALID_PW);
            assertThat(login(chat, "nobody", "")).isEqualTo(LOGIN_USER_INVALID_PW);
            assertThat(login(chat, "jacking75", null)).isEqualTo(LOGIN_USER_INVALID_PW);
            assertThat(login(chat, "jacking75", "jacking75")).isEqualTo(NONE);
            assertThat(chat.passwords.ran()).isZero();
        }
    }

    @Test
    void leaveAndChatBeforeTheLoginAreRefusedAsOutsideARoom() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            FakeSession session = chat.connect();
            session.receive(new RoomLeaveRequest(), new RoomChatRequest("hello"));
            assertThat(session.takeSent())
                    .containsExactly(
                            new RoomLeaveResponse(LEAVE_ROOM_INVALID_ROOM_INDEX),
                            new RoomChatResponse(CHAT_ROOM_INVALID_ROOM_NUMBER));
        }
    }

    private static ResultCode login(ChatFixture chat, String userId, String password) {
        FakeSession session = chat.connect();
        session.receive(new LoginRequest(userId, password));
        assertThat(session.isSuspended()).isFalse();
        return ((LoginResponse) session.takeSent().get(0)).result();
    }
}

package io.onesend.chat.login;

import static io.onesend.chat.packet.ResultCode.LOGIN_BACKEND_UNAVAILABLE;
import static io.onesend.chat.packet.ResultCode.LOGIN_USER_ALREADY;
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
import io.onesend.chat.packet.Ping;
import io.onesend.chat.packet.Pong;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomEnterResponse;
import io.onesend.chat.packet.RoomUserListNotify;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Logins that overlap each other, or the end of their session: every order that two events can come in. */
class LoginOrderTest {

    private final LoginRequest alice = new LoginRequest("alice", ChatFixture.PASSWORD);

    @Test
    void whatFollowsALoginInTheStreamWaitsForItsAnswer() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            chat.addUser("alice");
            chat.accounts.hold();
            FakeSession session = chat.connect();
            session.receive(alice, new Ping((short) 1), new RoomEnterRequest(0), alice);
            assertThat(session.isSuspended()).isTrue();
            assertThat(session.takeSent()).isEmpty();
            chat.accounts.answerNext();
            chat.settle();
            assertThat(session.takeSent())
                    .containsExactly(
                            new LoginResponse(NONE),
                            new Pong((short) 1),
                            new RoomEnterResponse(NONE),
                            new RoomUserListNotify(List.of(new RoomUserListNotify.User(1, "alice"))),
                            new LoginResponse(LOGIN_USER_ALREADY));
        }
    }

    @Test
    void ofTwoLoginsOfOneIdTheFirstFoundRightIsInAndTheOtherIsRefused() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            chat.addUser("alice");
            chat.passwords.hold();
            FakeSession first = chat.connect();
            FakeSession second = chat.connect();
            first.receive(alice);
            second.receive(alice);
            chat.passwords.runNext();
            chat.settle();
            chat.passwords.runNext();
            chat.settle();
            assertThat(first.takeSent()).containsExactly(new LoginResponse(NONE));
            assertThat(second.takeSent()).containsExactly(new LoginResponse(LOGIN_USER_ALREADY));
        }
    }

    @Test
    void aLoginThatOvertakesAnEarlierOneOfTheSameIdIsInAndTheEarlierIsRefused() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            chat.addUser("alice");
            chat.passwords.hold();
            FakeSession slow = chat.connect();
            FakeSession fast = chat.connect();
            slow.receive(alice);
            fast.receive(alice);
            chat.passwords.runLast();
            chat.passwords.runNext();
            // Both answers wait for the loop together: the order in which they came to it decides.
            chat.settle();
            assertThat(fast.takeSent()).containsExactly(new LoginResponse(NONE));
            assertThat(slow.takeSent()).containsExactly(new LoginResponse(LOGIN_USER_ALREADY));
            assertThat(chat.server.statistics().users()).isOne();
        }
    }

    @Test
    void theSecondOfTwoLoginsIsInWhereTheFirstIsGoneByThen() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            chat.addUser("alice");
            chat.passwords.hold();
            FakeSession first = chat.connect();
            FakeSession second = chat.connect();
            first.receive(alice);
            second.receive(alice);
            chat.passwords.runNext();
            first.hangUp();
            chat.passwords.runNext();
            chat.settle();
            assertThat(second.takeSent()).containsExactly(new LoginResponse(NONE));
            assertThat(chat.server.statistics().users()).isOne();
        }
    }

    @Test
    void aLoginWithAWrongPasswordDoesNotKeepTheOwnerOut() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            chat.addUser("alice");
            chat.passwords.hold();
            FakeSession attacker = chat.connect();
            attacker.receive(new LoginRequest("alice", "wrong"));
            FakeSession owner = chat.connect();
            owner.receive(alice);
            chat.passwords.runNext();
            chat.passwords.runNext();
            chat.settle();
            assertThat(attacker.takeSent()).containsExactly(new LoginResponse(LOGIN_USER_INVALID_PW));
            assertThat(owner.takeSent()).containsExactly(new LoginResponse(NONE));
        }
    }

    @Test
    void anAnswerThatComesAfterTheDisconnectIsDroppedAndTheIdStaysFree() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            chat.addUser("alice");
            chat.accounts.hold();
            FakeSession gone = chat.connect();
            gone.receive(alice);
            gone.hangUp();
            chat.accounts.answerNext();
            chat.settle();
            assertThat(gone.offered()).isZero();
            assertThat(chat.passwords.ran()).as("its job had its turn").isOne();
            assertThat(chat.server.statistics().users()).isZero();

            FakeSession next = chat.connect();
            next.receive(alice);
            chat.accounts.answerNext();
            chat.settle();
            assertThat(next.takeSent()).containsExactly(new LoginResponse(NONE));
        }
    }

    @Test
    void aDisconnectThatComesToTheLoopBeforeTheAnswerLeavesNobodyLoggedIn() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            chat.addUser("alice");
            chat.passwords.hold();
            FakeSession session = chat.connect();
            session.receive(alice);
            session.close();
            chat.passwords.runNext();
            chat.settle();
            assertThat(session.offered()).isZero();
            assertThat(chat.server.statistics().users()).isZero();
        }
    }

    @Test
    void aDisconnectThatComesToTheLoopAfterTheAnswerLogsTheUserOutAgain() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            chat.addUser("alice");
            chat.passwords.hold();
            FakeSession session = chat.connect();
            session.receive(alice);
            chat.passwords.runNext();
            session.close();
            chat.settle();
            assertThat(chat.server.statistics().users()).isZero();
            assertThat(chat.server.statistics().logins()).containsEntry("NONE", 1L);
        }
    }

    @Test
    void aWrongTokenWhoseAnswerNobodyGotIsNotCountedAsAGuess() {
        try (ChatFixture chat = new ChatFixture(Configs.tokenAndThrottle(1, 1, Duration.ofMinutes(1)))) {
            chat.accounts.hold();
            FakeSession gone = chat.connect();
            gone.receive(new LoginRequest("alice", "wrong"));
            gone.hangUp();
            chat.accounts.answerNext();
            chat.accounts.answerNext();
            chat.settle();

            chat.accounts.tokens.put("alice", "right");
            FakeSession alice = chat.connect();
            alice.receive(new LoginRequest("alice", "right"));
            chat.accounts.answerNext();
            chat.settle();
            chat.accounts.answerNext();
            chat.settle();
            assertThat(alice.takeSent()).containsExactly(new LoginResponse(NONE));
        }
    }

    @Test
    void aPasswordIsNotHashedForASessionThatIsGoneByThen() {
        try (ChatFixture chat = new ChatFixture(Configs.login(LoginMode.PASSWORD, true))) {
            chat.passwords.hold();
            FakeSession gone = chat.connect();
            gone.receive(new LoginRequest("newcomer", "mine"));
            gone.hangUp();
            chat.passwords.runNext();
            chat.settle();
            assertThat(chat.accounts.hashes).as("nobody was registered").isEmpty();
        }
    }

    @Test
    void whoLosesTheRaceToRegisterIsComparedWithTheWinnersPassword() {
        try (ChatFixture chat = new ChatFixture(Configs.login(LoginMode.PASSWORD, true))) {
            FakeSession winner = chat.connect();
            FakeSession loser = chat.connect();
            chat.passwords.hold();
            winner.receive(new LoginRequest("newcomer", "one"));
            loser.receive(new LoginRequest("newcomer", "two"));
            while (chat.passwords.waiting() > 0) {
                chat.passwords.runNext();
            }
            chat.settle();
            assertThat(winner.takeSent()).containsExactly(new LoginResponse(NONE));
            assertThat(loser.takeSent()).containsExactly(new LoginResponse(LOGIN_USER_INVALID_PW));
            assertThat(chat.passwords.ran())
                    .as("two hashes and the loser's comparison")
                    .isEqualTo(3);
        }
    }

    @Test
    void theLastPlaceGoesToTheFirstWhoIsFoundRight() {
        try (ChatFixture chat = new ChatFixture(Configs.maxUsers(1))) {
            chat.addUser("alice");
            chat.addUser("bob");
            chat.passwords.hold();
            FakeSession first = chat.connect();
            FakeSession second = chat.connect();
            first.receive(alice);
            second.receive(new LoginRequest("bob", ChatFixture.PASSWORD));
            chat.passwords.runNext();
            chat.passwords.runNext();
            chat.settle();
            assertThat(first.takeSent()).containsExactly(new LoginResponse(NONE));
            assertThat(second.takeSent()).containsExactly(new LoginResponse(LOGIN_USER_USED_ALL_OBJ));
        }
    }

    @Test
    void aStoreThatFailsWhileItIsAskedIsTold() {
        try (ChatFixture chat = ChatFixture.withDefaults()) {
            chat.addUser("alice");
            chat.accounts.hold();
            FakeSession session = chat.connect();
            session.receive(alice, new Ping((short) 5));
            chat.accounts.goDown();
            chat.accounts.answerNext();
            chat.settle();
            assertThat(session.takeSent())
                    .containsExactly(new LoginResponse(LOGIN_BACKEND_UNAVAILABLE), new Pong((short) 5));
        }
    }
}

package io.onesend.chat.login;

import static io.onesend.chat.packet.ResultCode.LOGIN_BACKEND_UNAVAILABLE;
import static io.onesend.chat.packet.ResultCode.LOGIN_TOO_MANY_ATTEMPTS;
import static io.onesend.chat.packet.ResultCode.LOGIN_USER_ALREADY;
import static io.onesend.chat.packet.ResultCode.LOGIN_USER_INVALID_ID;
import static io.onesend.chat.packet.ResultCode.LOGIN_USER_INVALID_PW;
import static io.onesend.chat.packet.ResultCode.LOGIN_USER_USED_ALL_OBJ;
import static io.onesend.chat.packet.ResultCode.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.ChatFixture;
import io.onesend.chat.Configs;
import io.onesend.chat.FakeSession;
import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.config.ChatConfig.LoginMode;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.LoginResponse;
import io.onesend.chat.packet.ResultCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tokens, which work once: what uses one up, and what leaves it for the next attempt. */
class TokenLoginTest {

    private static final ChatConfig TOKENS = Configs.login(LoginMode.TOKEN, true);

    @Test
    void aTokenWorksOnce() {
        try (ChatFixture chat = new ChatFixture(TOKENS)) {
            chat.accounts.tokens.put("alice", "t0ken");
            FakeSession session = begin(chat, "alice", "t0ken");
            assertThat(resultOf(session)).isEqualTo(NONE);
            assertThat(chat.accounts.tokens).isEmpty();
            session.hangUp();
            assertThat(login(chat, "alice", "t0ken")).isEqualTo(LOGIN_USER_INVALID_PW);
            assertThat(chat.accounts.hashes).isEmpty();
        }
    }

    @Test
    void aWrongGuessUsesTheTokenUpAndIsAnsweredLikeNoTokenAfterTheSameWork() {
        try (ChatFixture chat = new ChatFixture(TOKENS)) {
            chat.accounts.tokens.put("alice", "t0ken");
            assertThat(login(chat, "alice", "t0ke")).isEqualTo(LOGIN_USER_INVALID_PW);
            assertThat(chat.accounts.tokens).isEmpty();
            int questions = chat.accounts.asked();
            assertThat(login(chat, "nobody", "")).isEqualTo(LOGIN_USER_INVALID_PW);
            assertThat(chat.accounts.asked()).isEqualTo(2 * questions);
        }
    }

    @Test
    void anIdThatIsLoggedInAlreadyLeavesTheToken() {
        try (ChatFixture chat = new ChatFixture(TOKENS)) {
            chat.accounts.tokens.put("alice", "first");
            FakeSession first = begin(chat, "alice", "first");
            first.takeSent();
            chat.accounts.tokens.put("alice", "second");
            assertThat(login(chat, "alice", "second")).isEqualTo(LOGIN_USER_ALREADY);
            first.hangUp();
            assertThat(login(chat, "alice", "second")).isEqualTo(NONE);
        }
    }

    @Test
    void whoDoesNotKnowTheTokenDoesNotLearnWhoIsThere() {
        try (ChatFixture chat = new ChatFixture(TOKENS)) {
            chat.accounts.tokens.put("alice", "first");
            assertThat(login(chat, "alice", "first")).isEqualTo(NONE);
            assertThat(login(chat, "alice", "guess")).isEqualTo(LOGIN_USER_INVALID_PW);
        }
    }

    @Test
    void aFullServerLeavesTheTokenAlsoIfItFilledUpDuringTheCheck() {
        try (ChatFixture chat = new ChatFixture(Configs.tokenAndMaxUsers(1))) {
            chat.accounts.tokens.put("alice", "a");
            chat.accounts.tokens.put("bob", "b");
            chat.accounts.hold();
            FakeSession alice = begin(chat, "alice", "a");
            FakeSession bob = begin(chat, "bob", "b");
            answer(chat, 3);
            assertThat(resultOf(alice)).isEqualTo(NONE);
            assertThat(resultOf(bob)).isEqualTo(LOGIN_USER_USED_ALL_OBJ);
            assertThat(login(chat, "bob", "b")).isEqualTo(LOGIN_USER_USED_ALL_OBJ);
            assertThat(chat.accounts.tokens).containsOnlyKeys("bob");
        }
    }

    @Test
    void ofTwoLoginsOfOneIdAtATimeOneIsInAndNoTokenIsTakenForTheOther() {
        try (ChatFixture chat = new ChatFixture(TOKENS)) {
            chat.accounts.tokens.put("alice", "t");
            chat.accounts.hold();
            FakeSession first = begin(chat, "alice", "t");
            FakeSession second = begin(chat, "alice", "t");
            answer(chat, 2);
            assertThat(resultOf(second)).isEqualTo(LOGIN_USER_ALREADY);
            assertThat(chat.accounts.waiting()).as("taken once").isOne();
            answer(chat, 1);
            assertThat(resultOf(first)).isEqualTo(NONE);
        }
    }

    @Test
    void tooManyFailuresAndAnInvalidIdLeaveTheToken() {
        try (ChatFixture chat = new ChatFixture(Configs.tokenAndThrottle(1, 0, Duration.ofMinutes(1)))) {
            assertThat(login(chat, "alice", "guess")).isEqualTo(LOGIN_USER_INVALID_PW);
            chat.accounts.tokens.put("alice", "t");
            assertThat(login(chat, "alice", "t")).isEqualTo(LOGIN_TOO_MANY_ATTEMPTS);
            chat.accounts.tokens.put("a\nb", "t");
            assertThat(login(chat, "a\nb", "t")).isEqualTo(LOGIN_USER_INVALID_ID);
            assertThat(chat.accounts.tokens).containsOnlyKeys("alice", "a\nb");
        }
    }

    @Test
    void aStoreThatIsDownLeavesTheToken() {
        try (ChatFixture chat = new ChatFixture(TOKENS)) {
            chat.accounts.tokens.put("alice", "t");
            chat.accounts.goDown();
            assertThat(login(chat, "alice", "t")).isEqualTo(LOGIN_BACKEND_UNAVAILABLE);
            chat.accounts.comeBack();
            assertThat(login(chat, "alice", "t")).isEqualTo(NONE);
        }
    }

    @Test
    void aStoreThatGoesDownBeforeTheTokenIsTakenLeavesItAndKeepsNoPlace() {
        try (ChatFixture chat = new ChatFixture(Configs.tokenAndMaxUsers(1))) {
            chat.accounts.tokens.put("alice", "t");
            chat.accounts.hold();
            FakeSession session = begin(chat, "alice", "t");
            answer(chat, 1);
            chat.accounts.goDown();
            answer(chat, 1);
            assertThat(resultOf(session)).isEqualTo(LOGIN_BACKEND_UNAVAILABLE);
            chat.accounts.comeBack();
            FakeSession again = begin(chat, "alice", "t");
            answer(chat, 2);
            assertThat(resultOf(again)).isEqualTo(NONE);
        }
    }

    @Test
    void aTokenThatIsReplacedOrGoneBeforeItIsTakenLogsNobodyIn() {
        try (ChatFixture chat = new ChatFixture(TOKENS)) {
            chat.accounts.tokens.put("alice", "t");
            chat.accounts.hold();
            FakeSession session = begin(chat, "alice", "t");
            answer(chat, 1);
            chat.accounts.tokens.remove("alice");
            answer(chat, 1);
            assertThat(resultOf(session)).isEqualTo(LOGIN_USER_INVALID_PW);
        }
    }

    @Test
    void aSessionThatEndsWhileItsTokenIsTakenFreesItsIdAndItsPlace() {
        try (ChatFixture chat = new ChatFixture(Configs.tokenAndMaxUsers(1))) {
            chat.accounts.tokens.put("alice", "t");
            chat.accounts.hold();
            FakeSession session = begin(chat, "alice", "t");
            answer(chat, 1);
            session.hangUp();
            answer(chat, 1);
            assertThat(chat.server.statistics().users()).isZero();
            chat.accounts.tokens.put("alice", "new");
            FakeSession again = begin(chat, "alice", "new");
            answer(chat, 2);
            assertThat(resultOf(again)).isEqualTo(NONE);
        }
    }

    private static FakeSession begin(ChatFixture chat, String userId, String token) {
        FakeSession session = chat.connect();
        session.receive(new LoginRequest(userId, token));
        return session;
    }

    /** Has the store answer this number of questions: those that wait, and those that follow from the answers. */
    private static void answer(ChatFixture chat, int questions) {
        for (int i = 0; i < questions; i++) {
            chat.accounts.answerNext();
            chat.settle();
        }
    }

    private static ResultCode login(ChatFixture chat, String userId, String token) {
        return resultOf(begin(chat, userId, token));
    }

    private static ResultCode resultOf(FakeSession session) {
        assertThat(session.isSuspended()).isFalse();
        return ((LoginResponse) session.takeSent().get(0)).result();
    }
}

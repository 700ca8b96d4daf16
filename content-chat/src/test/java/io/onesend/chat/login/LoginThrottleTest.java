package io.onesend.chat.login;

import static io.onesend.chat.packet.ResultCode.LOGIN_BACKEND_UNAVAILABLE;
import static io.onesend.chat.packet.ResultCode.LOGIN_TOO_MANY_ATTEMPTS;
import static io.onesend.chat.packet.ResultCode.LOGIN_USER_INVALID_PW;
import static io.onesend.chat.packet.ResultCode.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.ChatFixture;
import io.onesend.chat.Configs;
import io.onesend.chat.FakeSession;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.LoginResponse;
import io.onesend.chat.packet.ResultCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    @Test
    void refusesAUserIdAfterTooManyFailuresFromWhereverTheyCameUntilTheWindowIsOver() {
        try (ChatFixture chat = new ChatFixture(Configs.throttle(2, 0, WINDOW))) {
            chat.addUser("alice");
            chat.addUser("bob");
            assertThat(login(chat, "192.0.2.1", "alice", "wrong")).isEqualTo(LOGIN_USER_INVALID_PW);
            assertThat(login(chat, "192.0.2.2", "alice", "wrong")).isEqualTo(LOGIN_USER_INVALID_PW);
            int asked = chat.accounts.asked();
            assertThat(login(chat, "192.0.2.3", "alice", ChatFixture.PASSWORD)).isEqualTo(LOGIN_TOO_MANY_ATTEMPTS);
            assertThat(chat.accounts.asked()).as("refused unseen").isEqualTo(asked);
            assertThat(login(chat, "192.0.2.1", "bob", ChatFixture.PASSWORD)).isEqualTo(NONE);

            chat.pass(WINDOW.minusNanos(1));
            assertThat(login(chat, "192.0.2.3", "alice", ChatFixture.PASSWORD)).isEqualTo(LOGIN_TOO_MANY_ATTEMPTS);
            chat.pass(Duration.ofNanos(1));
            assertThat(login(chat, "192.0.2.3", "alice", ChatFixture.PASSWORD)).isEqualTo(NONE);
        }
    }

    @Test
    void refusesAnAddressAfterTooManyFailuresWithWhateverIds() {
        try (ChatFixture chat = new ChatFixture(Configs.throttle(0, 3, WINDOW))) {
            chat.addUser("alice");
            for (int i = 0; i < 3; i++) {
                assertThat(login(chat, "192.0.2.1", "guess" + i, "wrong")).isEqualTo(LOGIN_USER_INVALID_PW);
            }
            assertThat(login(chat, "192.0.2.1", "alice", ChatFixture.PASSWORD)).isEqualTo(LOGIN_TOO_MANY_ATTEMPTS);
            assertThat(login(chat, "192.0.2.2", "alice", ChatFixture.PASSWORD)).isEqualTo(NONE);
            chat.pass(WINDOW);
            assertThat(login(chat, "192.0.2.1", "guess9", "wrong")).isEqualTo(LOGIN_USER_INVALID_PW);
        }
    }

    @Test
    void takesTheAddressesOfOneIpv6NetworkForOne() {
        try (ChatFixture chat = new ChatFixture(Configs.throttle(0, 2, WINDOW))) {
            assertThat(login(chat, "2001:db8:0:1::1", "a", "x")).isEqualTo(LOGIN_USER_INVALID_PW);
            assertThat(login(chat, "2001:db8:0:1:ffff::2", "b", "x")).isEqualTo(LOGIN_USER_INVALID_PW);
            assertThat(login(chat, "2001:db8:0:1::3", "c", "x")).isEqualTo(LOGIN_TOO_MANY_ATTEMPTS);
            assertThat(login(chat, "2001:db8:0:2::1", "d", "x")).isEqualTo(LOGIN_USER_INVALID_PW);
        }
    }

    @Test
    void neitherSuccessesNorAnUnavailableStoreCountAsFailures() {
        try (ChatFixture chat = new ChatFixture(Configs.throttle(1, 1, WINDOW))) {
            for (int i = 0; i < 50; i++) {
                chat.loggedIn("user" + i);
            }
            chat.accounts.goDown();
            for (int i = 0; i < 5; i++) {
                assertThat(login(chat, "192.0.2.1", "alice", "wrong")).isEqualTo(LOGIN_BACKEND_UNAVAILABLE);
            }
            chat.accounts.comeBack();
            assertThat(login(chat, "192.0.2.1", "alice", "wrong")).isEqualTo(LOGIN_USER_INVALID_PW);
        }
    }

    @Test
    void guessesMadeSideBySideDoNotGetPastTheLimit() {
        try (ChatFixture chat = new ChatFixture(Configs.throttle(2, 0, WINDOW))) {
            chat.addUser("alice");
            chat.passwords.hold();
            List<FakeSession> sessions = new ArrayList<>();
            for (String guess : new String[] {"one", "two", "three", ChatFixture.PASSWORD}) {
                FakeSession session = chat.connect();
                session.receive(new LoginRequest("alice", guess));
                sessions.add(session);
            }
            while (chat.passwords.waiting() > 0) {
                chat.passwords.runNext();
            }
            chat.settle();
            assertThat(sessions)
                    .extracting(session -> ((LoginResponse) session.takeSent().get(0)).result())
                    .containsExactly(
                            LOGIN_USER_INVALID_PW,
                            LOGIN_USER_INVALID_PW,
                            LOGIN_TOO_MANY_ATTEMPTS,
                            LOGIN_TOO_MANY_ATTEMPTS);
        }
    }

    @Test
    void noLimitCountsNothing() {
        try (ChatFixture chat = new ChatFixture(Configs.throttle(0, 0, WINDOW))) {
            for (int i = 0; i < 300; i++) {
                assertThat(login(chat, "192.0.2.1", "alice", "wrong")).isEqualTo(LOGIN_USER_INVALID_PW);
            }
        }
        AtomicLong clock = new AtomicLong();
        FailureTable off = new FailureTable(0, WINDOW, clock::get);
        off.count("alice");
        assertThat(off.size()).isZero();
        assertThat(off.isAtLimit("alice")).isFalse();
    }

    @Test
    void theTableForgetsTheOldestKeyWhenItIsFullAndNeverGrowsBeyond() {
        AtomicLong clock = new AtomicLong();
        FailureTable table = new FailureTable(1, WINDOW, clock::get);
        for (int i = 0; i < FailureTable.MAX_KEYS; i++) {
            clock.incrementAndGet();
            table.count(i);
        }
        assertThat(table.isAtLimit(0)).isTrue();
        table.count("one more");
        assertThat(table.size()).isEqualTo(FailureTable.MAX_KEYS);
        assertThat(table.isAtLimit(0)).isFalse();
        assertThat(table.isAtLimit(1)).isTrue();
        assertThat(table.isAtLimit("one more")).isTrue();
    }

    @Test
    void theTableForgetsWindowsThatAreOver() {
        AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
        FailureTable table = new FailureTable(2, WINDOW, clock::get);
        table.count("early");
        clock.addAndGet(WINDOW.toNanos() / 2);
        table.count("early");
        table.count("late");
        assertThat(table.isAtLimit("early")).isTrue();
        clock.addAndGet(WINDOW.toNanos() / 2);
        assertThat(table.isAtLimit("early"))
                .as("a failure within the window does not make it longer")
                .isFalse();
        assertThat(table.size()).isOne();
        table.count("late");
        assertThat(table.isAtLimit("late")).isTrue();
    }

    private static ResultCode login(ChatFixture chat, String address, String userId, String password) {
        FakeSession session = chat.connectFrom(address);
        session.receive(new LoginRequest(userId, password));
        return ((LoginResponse) session.takeSent().get(0)).result();
    }
}

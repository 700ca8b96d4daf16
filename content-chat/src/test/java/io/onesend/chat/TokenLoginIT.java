package io.onesend.chat;

import static io.onesend.chat.RealChat.get;
import static io.onesend.chat.packet.ResultCode.LOGIN_BACKEND_UNAVAILABLE;
import static io.onesend.chat.packet.ResultCode.LOGIN_USER_ALREADY;
import static io.onesend.chat.packet.ResultCode.LOGIN_USER_INVALID_PW;
import static io.onesend.chat.packet.ResultCode.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.config.ChatConfig.LoginMode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins by token with a real Redis: a refused one leaves the token where it is. */
class TokenLoginIT {

    @TempDir
    private Path data;

    private RealChat real;

    @BeforeEach
    void start() throws IOException {
        real = new RealChat(data, Configs.login(LoginMode.TOKEN, false));
    }

    @AfterEach
    void closeAndLeaveNothing() throws IOException {
        real.close();
    }

    @Test
    void anIdThatIsLoggedInAlreadyLeavesTheTokenWithItsTimeToLive() throws Exception {
        get(real.accounts.putToken("alice", "first", Duration.ofMinutes(5)));
        ChatClient first = connect();
        assertThat(get(first.login("alice", "first"))).isEqualTo(NONE);
        assertThat(get(real.accounts.token("alice"))).isEmpty();

        get(real.accounts.putToken("alice", "second", Duration.ofMinutes(5)));
        try (ChatClient second = connect()) {
            assertThat(get(second.login("alice", "second"))).isEqualTo(LOGIN_USER_ALREADY);
            assertThat(get(real.accounts.token("alice"))).contains("second");
            first.close();
            await().until(() -> real.chat.statistics().users() == 0);
            assertThat(get(second.login("alice", "second"))).isEqualTo(NONE);
        }
        assertThat(get(real.accounts.token("alice"))).isEmpty();
    }

    @Test
    void aRedisThatDoesNotAnswerLeavesTheToken() throws Exception {
        get(real.accounts.putToken("alice", "once", Duration.ZERO));
        try (ChatClient client = connect()) {
            real.redis.freeze();
            try {
                assertThat(get(client.login("alice", "once"))).isEqualTo(LOGIN_BACKEND_UNAVAILABLE);
            } finally {
                real.redis.thaw();
            }
            await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> {
                get(real.accounts.checkLogins(ChatConfig.defaults()));
                return true;
            });
            assertThat(get(client.login("alice", "once"))).isEqualTo(NONE);
        }
    }

    @Test
    void aWrongGuessLeavesNone() throws Exception {
        get(real.accounts.putToken("alice", "once", Duration.ZERO));
        try (ChatClient client = connect()) {
            assertThat(get(client.login("alice", "guess"))).isEqualTo(LOGIN_USER_INVALID_PW);
            assertThat(get(client.login("alice", "once"))).isEqualTo(LOGIN_USER_INVALID_PW);
        }
    }

    private ChatClient connect() throws Exception {
        return real.connect(new ChatClient.Listener() {});
    }
}

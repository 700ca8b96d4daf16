package io.onesend.host.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.chat.login.AccountStoreException;
import io.onesend.chat.login.AccountStoreLateException;
import io.onesend.chat.login.AccountStoreRefusedException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AccountConnectorTest {

    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void triesAgainWhatIsLate() {
        String answer = AccountConnector.retry(Duration.ofMinutes(1), () -> {
            if (attempts.incrementAndGet() < 3) {
                throw new AccountStoreException("late");
            }
            return "there";
        });

        assertThat(answer).isEqualTo("there");
        assertThat(attempts).hasValue(3);
    }

    @Test
    void givesUpAtOnceWhatIsRefused() {
        assertThatThrownBy(() -> AccountConnector.retry(Duration.ofMinutes(1), () -> {
                    attempts.incrementAndGet();
                    throw new AccountStoreRefusedException("NOPERM", new IllegalStateException());
                }))
                .hasMessage("NOPERM");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void aFirstConnectionMayBeLate() {
        String answer = AccountConnector.retryLate(Duration.ofMinutes(1), () -> {
            if (attempts.incrementAndGet() < 3) {
                throw new AccountStoreLateException("late", new TimeoutException());
            }
            return "there";
        });

        assertThat(answer).isEqualTo("there");
        assertThat(attempts).hasValue(3);
    }

    @Test
    void whereNobodyListensAFirstConnectionIsGivenUpAtOnce() {
        assertThatThrownBy(() -> AccountConnector.retryLate(Duration.ofMinutes(1), () -> {
                    attempts.incrementAndGet();
                    throw new AccountStoreException("connection refused");
                }))
                .hasMessage("connection refused");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void givesUpWhenTheTimeIsOver() {
        assertThatThrownBy(() -> AccountConnector.retry(Duration.ZERO, () -> {
                    attempts.incrementAndGet();
                    throw new AccountStoreException("late");
                }))
                .hasMessage("late");
        assertThat(attempts).hasValue(1);
    }
}

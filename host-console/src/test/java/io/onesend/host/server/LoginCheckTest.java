package io.onesend.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.login.AccountStoreException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LoginCheckTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong nanoTime = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile CompletionStage<Void> answer = CompletableFuture.completedStage(null);
    private final LoginCheck check = new LoginCheck(this::ask, nanoTime::get);

    private CompletionStage<Void> ask() {
        asked.incrementAndGet();
        return answer;
    }

    @Test
    void asksOnceASecondAtMost() {
        assertThat(check.obstacle()).isEmpty();
        answer = CompletableFuture.failedStage(new AccountStoreException("Redis refuses: NOPERM"));
        nanoTime.addAndGet(SECOND - 1);
        assertThat(check.obstacle()).isEmpty();
        assertThat(asked).hasValue(1);

        nanoTime.addAndGet(1);

        assertThat(check.obstacle()).contains("Redis refuses: NOPERM");
        assertThat(asked).hasValue(2);
    }

    @Test
    void doesNotWaitForAnAnswerThatDoesNotCome() {
        answer = new CompletableFuture<>();

        assertThat(check.obstacle()).contains("Redis does not answer within 1500 ms");
    }

    @Test
    void letsOneThreadWaitAndTellsTheOthersWhatWasFoundBefore() throws Exception {
        assertThat(check.obstacle()).isEmpty();
        CompletableFuture<Void> late = new CompletableFuture<>();
        answer = late;
        nanoTime.addAndGet(SECOND);
        CompletableFuture<Optional<String>> waiting = CompletableFuture.supplyAsync(check::obstacle);
        Awaitility.await().until(() -> asked.get() == 2);

        assertThat(check.obstacle()).isEmpty();
        assertThat(asked).hasValue(2);

        late.completeExceptionally(new AccountStoreException("Redis refuses: LOADING"));
        assertThat(waiting.get()).contains("Redis refuses: LOADING");
    }
}

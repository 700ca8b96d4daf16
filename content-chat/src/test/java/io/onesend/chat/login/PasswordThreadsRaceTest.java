package io.onesend.chat.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.network.testing.ThreadCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordThreadsRaceTest {

    private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    private static final PhcHash PHC = PhcHashTest.parsed(HeldPasswords.CHEAP.hash("secret"));

    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void noThreadIsLeft() {
        ThreadCheck.assertNoThreadNamed("password-");
    }

    @Test
    void worksOnThreadsOfItsOwnNamedForIt() throws Exception {
        try (PasswordThreads passwords = PasswordThreads.start(HeldPasswords.CHEAP)) {
            CompletableFuture<String> thread = new CompletableFuture<>();
            CompletionStage<Boolean> right = passwords.verify("secret", PHC, () -> {
                thread.complete(Thread.currentThread().getName());
                return true;
            });
            assertThat(get(right)).isTrue();
            assertThat(get(thread)).matches("password-\\d+");
            assertThat(get(passwords.verify("wrong", PHC, () -> true))).isFalse();
            assertThat(get(passwords.hash("secret", () -> true))).startsWith("$argon2id$");
        }
    }

    @Test
    void worksOnEveryCoreThatTheHeapHasRoomForWhereItIsToldTo() throws Exception {
        long fitting = Runtime.getRuntime().maxMemory() / 2 / PasswordHasher.BYTES_A_HASH;
        int expected = (int) Math.max(1, Math.min(fitting, Runtime.getRuntime().availableProcessors()));
        Set<String> names = ConcurrentHashMap.newKeySet();
        CountDownLatch together = new CountDownLatch(expected);
        List<CompletionStage<String>> stages = new ArrayList<>();
        try (PasswordThreads passwords = PasswordThreads.startOnAllCores(HeldPasswords.CHEAP)) {
            for (int i = 0; i <= expected; i++) {
                stages.add(passwords.hash("secret", () -> {
                    names.add(Thread.currentThread().getName());
                    together.countDown();
                    return afterTheGate();
                }));
            }
            assertThat(together.await(10, TimeUnit.SECONDS)).isTrue();
            gate.countDown();
            for (CompletionStage<String> stage : stages) {
                assertThat(get(stage)).startsWith("$argon2id$");
            }
        }
        assertThat(names).hasSize(expected);
    }

    @Test
    void refusesAtOnceWhatItsQueueCannotTake() throws Exception {
        try (PasswordThreads passwords = PasswordThreads.start(HeldPasswords.CHEAP)) {
            List<CompletionStage<Boolean>> accepted = new ArrayList<>();
            for (int i = 0; i < THREADS * (1 + PasswordThreads.MAX_QUEUED_PER_THREAD); i++) {
                accepted.add(passwords.verify("secret", PHC, this::afterTheGate));
            }
            CompletionStage<Boolean> oneMore = passwords.verify("secret", PHC, () -> true);
            assertThatThrownBy(() -> get(oneMore)).hasCauseInstanceOf(RejectedExecutionException.class);
            gate.countDown();
            for (CompletionStage<Boolean> stage : accepted) {
                assertThat(get(stage)).isTrue();
            }
        }
    }

    @Test
    void skipsWhatNobodyWaitsForAnyMore() {
        try (PasswordThreads passwords = PasswordThreads.start(HeldPasswords.CHEAP)) {
            CompletionStage<Boolean> unwanted = passwords.verify("secret", PHC, () -> false);
            assertThatThrownBy(() -> get(unwanted)).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void aCloseCancelsWhatWaitsAndLetsWhatRunsFinish() throws Exception {
        PasswordThreads passwords = PasswordThreads.start(HeldPasswords.CHEAP);
        List<CompletionStage<Boolean>> stages = new ArrayList<>();
        CountDownLatch running = new CountDownLatch(THREADS);
        for (int i = 0; i < THREADS + 5; i++) {
            stages.add(passwords.verify("secret", PHC, () -> {
                running.countDown();
                return afterTheGate();
            }));
        }
        assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
        Thread closing = new Thread(passwords::close);
        closing.start();
        for (CompletionStage<Boolean> waiting : stages.subList(THREADS, stages.size())) {
            assertThatThrownBy(() -> get(waiting)).isInstanceOf(CancellationException.class);
        }
        gate.countDown();
        closing.join();
        for (CompletionStage<Boolean> ran : stages.subList(0, THREADS)) {
            assertThat(get(ran)).isTrue();
        }
        assertThatThrownBy(() -> get(passwords.hash("late", () -> true)))
                .hasCauseInstanceOf(RejectedExecutionException.class);
        passwords.close();
    }

    private boolean afterTheGate() {
        while (gate.getCount() > 0) {
            try {
                if (!gate.await(10, TimeUnit.SECONDS)) {
                    return false;
                }
            } catch (InterruptedException asked) {
                // Closing interrupts the thread; a hash would not notice, and neither does this.
            }
        }
        return true;
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}

package io.onesend.chat.admin;

import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.LogicLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes questions to the logic loop, two at a time, so that operators cannot fill its queue. A question keeps its turn until it is
 * answered, also if the one who asked has given up.
 */
@AnyThread
public final class AdminTasks {

    /** When there must be an answer. */
    public static final Duration WITHIN = Duration.ofSeconds(2);

    private static final int AT_ONCE = 2;

    private final Supplier<@Nullable LogicLoop> loop;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    /** @param loop null as long as nobody has connected */
    public AdminTasks(Supplier<@Nullable LogicLoop> loop) {
        this.loop = loop;
    }

    /**
     * Asks on the logic thread.
     *
     * @param unused the answer as long as nobody has connected
     * @param asking answers the question, at once or in later tasks
     */
    <T> CompletionStage<T> ask(T unused, Consumer<AdminQuestion<T>> asking) {
        LogicLoop logic = loop.get();
        if (logic == null) {
            return CompletableFuture.completedStage(unused);
        }
        if (!turns.tryAcquire()) {
            return CompletableFuture.failedStage(
                    new NoAnswerException("busy: " + AT_ONCE + " questions about users and rooms are being answered"));
        }
        AdminQuestion<T> question = new AdminQuestion<>(logic);
        question.answer().whenComplete((value, failed) -> turns.release());
        question.goOn(() -> asking.accept(question));
        // Of a copy: the end of the time must not give the turn back while the loop is still at it.
        return question.answer()
                .copy()
                .orTimeout(WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(
                        failed -> CompletableFuture.failedStage(failed instanceof TimeoutException ? late() : failed));
    }

    private static NoAnswerException late() {
        return new NoAnswerException("the logic thread has not answered within " + WITHIN.toSeconds() + " s");
    }

    /** Runs a task on the logic thread, if there is one. */
    void run(Runnable task) {
        LogicLoop logic = loop.get();
        if (logic != null) {
            new AdminQuestion<Void>(logic).goOn(task);
        }
    }
}

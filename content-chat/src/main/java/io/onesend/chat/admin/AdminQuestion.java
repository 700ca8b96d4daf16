package io.onesend.chat.admin;

import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.logic.LogicThread;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/** A question that the logic loop answers in one task or in several. If one of them fails, that is the answer. */
@LogicThread
final class AdminQuestion<T> {

    private final LogicLoop loop;
    private final CompletableFuture<T> answer = new CompletableFuture<>();

    AdminQuestion(LogicLoop loop) {
        this.loop = loop;
    }

    @AnyThread
    boolean isCurrent() {
        return loop.inLoop();
    }

    @AnyThread
    CompletableFuture<T> answer() {
        return answer;
    }

    @LogicThread
    void answer(T value) {
        assert loop.inLoop();
        answer.complete(value);
    }

    /** Goes on in a task of its own, after those that wait. */
    @AnyThread
    void goOn(Runnable next) {
        try {
            loop.execute(() -> run(next));
        } catch (RejectedExecutionException closed) {
            answer.completeExceptionally(new NoAnswerException("the chat has stopped"));
        }
    }

    void goOnAfter(Duration delay, Runnable next) {
        assert loop.inLoop();
        loop.schedule(delay, () -> run(next));
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error defect) {
            answer.completeExceptionally(defect);
            throw defect;
        }
    }
}

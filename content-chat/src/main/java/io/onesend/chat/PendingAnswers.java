package io.onesend.chat;

import io.onesend.chat.packet.ClientPacket;
import io.onesend.chat.packet.GuardedRequest;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ResultResponse;
import io.onesend.network.SendResult;
import io.onesend.network.logic.AnyThread;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client's requests that have no answer yet, in the order in which they were sent, which is the order of the answers.
 * Guarded by its own lock: a client is used from any thread, unlike a server's content.
 */
@AnyThread
final class PendingAnswers {

    private record Pending(GuardedRequest request, CompletableFuture<ResultCode> answer) {}

    private final Queue<Pending> inOrder = new ArrayDeque<>();

    /** Sends a packet, and remembers it if it was sent and is a request. Under the lock, so that no other gets in between. */
    synchronized SendResult sendInOrder(
            ClientPacket packet, CompletableFuture<ResultCode> answer, Supplier<SendResult> send) {
        SendResult sent = send.get();
        if (sent == SendResult.ACCEPTED && packet instanceof GuardedRequest request) {
            inOrder.add(new Pending(request, answer));
        }
        return sent;
    }

    /** Completes the oldest request with this answer; false if it does not belong to it. */
    boolean complete(ResultResponse response) {
        Pending oldest;
        synchronized (this) {
            oldest = inOrder.poll();
        }
        if (oldest == null || oldest.request().answerType() != response.getClass()) {
            return false;
        }
        // Outside the lock: code that waits for the answer runs now, and may send.
        oldest.answer().complete(response.result());
        return true;
    }

    /** The request whose answer comes next; null if none waits for one. */
    synchronized @Nullable GuardedRequest oldest() {
        Pending oldest = inOrder.peek();
        return oldest == null ? null : oldest.request();
    }

    /** The oldest request will not be answered. */
    synchronized void dropOldest() {
        inOrder.poll();
    }

    /** No more answers will come. */
    void fail(ConnectionEndedException reason) {
        List<Pending> unanswered;
        synchronized (this) {
            unanswered = List.copyOf(inOrder);
            inOrder.clear();
        }
        unanswered.forEach(pending -> pending.answer().completeExceptionally(reason));
    }
}

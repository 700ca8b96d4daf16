package io.onesend.chat;

import io.onesend.chat.packet.Features;
import io.onesend.chat.packet.ResultCode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Brings a user onto a new connection: resumes the session, or logs in and enters the room anew. The stages fail with the
 * connection.
 *
 * @param ticket null: there is nothing to resume
 * @param room to be in; null: none
 */
record Admission(
        ChatClient client,
        ResumeSettings settings,
        @Nullable ResumeTicket ticket,
        @Nullable Integer room) {

    /** What became of it. */
    enum Verdict {
        /** The user is logged in. */
        IN,
        /** The server cannot let the user in now. */
        LATER,
        /** The server will not let the user in. */
        REFUSED
    }

    /**
     * The verdict and what it rests on.
     *
     * @param how for {@link ResumingChatClient.Listener#onResumed}, or the refusal
     */
    record Outcome(Verdict verdict, Resumed how) {

        static Outcome of(Verdict verdict, ResultCode result) {
            return new Outcome(verdict, new Resumed(result, 0));
        }
    }

    CompletionStage<Outcome> start() {
        client.requestFeatures(Features.ALL, settings.history());
        return ticket == null ? login() : client.resume(ticket).thenCompose(this::resumed);
    }

    private CompletionStage<Outcome> resumed(Resumed how) {
        return switch (how.result()) {
            case NONE, RESUME_INCOMPLETE ->
                // Without a room yet, if the last connection was lost before the room told its position.
                room != null && client.room() == null
                        ? enter(room)
                        : CompletableFuture.completedStage(new Outcome(Verdict.IN, how));
            case RESUME_ROOM_FULL -> CompletableFuture.completedStage(new Outcome(Verdict.IN, how));
            case RESUME_UNKNOWN_TOKEN -> login();
            default -> CompletableFuture.completedStage(new Outcome(Verdict.LATER, how));
        };
    }

    private CompletionStage<Outcome> login() {
        return client.login(settings.userId(), settings.password()).thenCompose(result -> {
            if (result == ResultCode.NONE && room != null) {
                return enter(room);
            }
            return CompletableFuture.completedStage(Outcome.of(verdictOfLogin(result), result));
        });
    }

    private CompletionStage<Outcome> enter(int number) {
        return client.enter(number).thenApply(result -> switch (result) {
            case NONE -> Outcome.of(Verdict.IN, ResultCode.RESUME_UNKNOWN_TOKEN);
            case ENTER_ROOM_BACKEND_UNAVAILABLE -> Outcome.of(Verdict.LATER, result);
            default -> Outcome.of(Verdict.IN, result);
        });
    }

    private static Verdict verdictOfLogin(ResultCode result) {
        return switch (result) {
            case NONE -> Verdict.IN;
            // After a silent loss the server holds the old connection for a while.
            case LOGIN_USER_ALREADY, LOGIN_USER_USED_ALL_OBJ, LOGIN_BACKEND_UNAVAILABLE, LOGIN_TOO_MANY_ATTEMPTS ->
                Verdict.LATER;
            default -> Verdict.REFUSED;
        };
    }
}

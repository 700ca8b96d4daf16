package io.onesend.chat;

import io.onesend.chat.packet.MoveNotify;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.network.DisconnectReason;
import io.onesend.network.NetworkClient;
import io.onesend.network.logic.AnyThread;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A user's place in a chat that outlives its connections: when one is lost, the client connects again, to any of its addresses,
 * and resumes the session there. Where it cannot be resumed, the client logs in and enters the room anew, and says so.
 *
 * <p>Any thread may use it. The listener is called on the first loop of the network client. Nothing is queued: a request fails
 * with {@link ConnectionEndedException} if there is no connection, or if it is lost before the answer. After a complete resume, a
 * message of one's own that was neither answered nor heard has not reached the room and never will: it is safe to send it again.
 *
 * <p>Close this before the network client.
 */
@AnyThread
public final class ResumingChatClient implements AutoCloseable {

    /** What the user of a resuming client hears. */
    public interface Listener {

        /** Called for each packet of the server, on whichever connection, answers included. */
        default void onPacket(ServerPacket packet) {}

        /** The connection has ended; the client connects again. */
        default void onLost(DisconnectReason reason) {}

        /**
         * The client is back. What it had missed has been heard before this call.
         *
         * @param how NONE: nothing is missing; RESUME_INCOMPLETE: a {@code RoomGapNotify} follows and says what is; RESUME_UNKNOWN_TOKEN: in
         *     the room anew, and what is missing is not known; anything else: logged in, but the room could not be entered
         */
        default void onResumed(Resumed how) {}

        /** This host is about to stop; the client will leave it and go on elsewhere. */
        default void onMoving(MoveNotify move) {}

        /**
         * Called once, last.
         *
         * @param refusal why the server does not let the user in; null: closed
         */
        default void onEnd(@Nullable ResultCode refusal) {}
    }

    private final KeptSession session;

    private ResumingChatClient(KeptSession session) {
        this.session = session;
    }

    /** Starts to connect, and goes on until it is closed or the server refuses the user. */
    public static ResumingChatClient start(NetworkClient network, ResumeSettings settings, Listener listener) {
        KeptSession session = new KeptSession(network, settings, listener);
        session.start();
        return new ResumingChatClient(session);
    }

    /** The first login's result. After a refusal the client has ended. The stage fails if the client is closed before. */
    public CompletionStage<ResultCode> firstLogin() {
        return session.firstLogin();
    }

    /** Sends a request to enter a room; the stage is its answer's result. */
    public CompletionStage<ResultCode> enter(int room) {
        return request(client -> client.enter(room));
    }

    /** Sends a request to leave the room; the stage is its answer's result. */
    public CompletionStage<ResultCode> leave() {
        return request(ChatClient::leave);
    }

    /** Sends a message to the room; the stage is its answer's result. */
    public CompletionStage<ResultCode> chat(String message) {
        return request(client -> client.chat(message));
    }

    /** Ends the session and its connection. Idempotent. */
    @Override
    public void close() {
        session.close();
    }

    private CompletionStage<ResultCode> request(Function<ChatClient, CompletionStage<ResultCode>> request) {
        ChatClient client = session.ready();
        return client == null
                ? CompletableFuture.failedStage(new ConnectionEndedException("there is no connection now"))
                : request.apply(client);
    }
}

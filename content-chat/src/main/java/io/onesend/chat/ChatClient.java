package io.onesend.chat;

import io.onesend.chat.packet.ClientPacket;
import io.onesend.chat.packet.FeaturesRequest;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomLeaveRequest;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.network.DisconnectReason;
import io.onesend.network.DisconnectReason.Fault;
import io.onesend.network.NetworkClient;
import io.onesend.network.SendResult;
import io.onesend.network.Session;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.packet.EncodedPacket;
import io.onesend.network.packet.PacketRegistry;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a chat server, from the client's side. Any thread may use it. Stages complete, and the listener is
 * called, on the thread of the network client's loop: nothing there may wait for an answer.
 */
@AnyThread
public final class ChatClient implements AutoCloseable {

    /** Receives the server's packets, answers included, in the order in which they come. Logic thread. */
    public interface Listener {

        default void onPacket(ServerPacket packet) {}

        /** Called once, last. */
        default void onDisconnect(DisconnectReason reason) {}
    }

    private static final DisconnectReason CLOSED_BY_CLIENT = DisconnectReason.of("closed-by-client", Fault.NONE);

    private static final PacketRegistry<ServerPacket, ClientPacket> REGISTRY = ChatProtocol.clientRegistry();

    private final Session session;
    private final ChatClientListener connection;

    ChatClient(Session session, ChatClientListener connection) {
        this.session = session;
        this.connection = connection;
    }

    /** Connects; the stage completes exceptionally with the connection's error, and the listener then hears nothing. */
    public static CompletionStage<ChatClient> connect(
            NetworkClient network, InetSocketAddress address, Duration timeout, Listener listener) {
        CompletableFuture<ChatClient> connected = new CompletableFuture<>();
        network.connect(address, timeout, REGISTRY, new ChatClientListener(connected, listener))
                .whenComplete((session, failed) -> {
                    if (failed != null) {
                        connected.completeExceptionally(failed);
                    }
                });
        return connected;
    }

    /**
     * Asks for {@link io.onesend.chat.packet.Features}: before the login, or before {@link #resume}. A server that does not know
     * them says nothing and grants none.
     *
     * @param wanted bits
     * @param history how many older messages are wanted on entering a room, at most {@link FeaturesRequest#MAX_HISTORY}
     */
    public SendResult requestFeatures(long wanted, int history) {
        return send(new FeaturesRequest(FeaturesRequest.VERSION, wanted, history));
    }

    /** The features that the server has granted so far; bits. */
    public long features() {
        return connection.tracker().features();
    }

    /** The room that the user is in, by the answers so far; null: in none. */
    public @Nullable Integer room() {
        return connection.tracker().room();
    }

    /** What this session can be resumed with when this connection has ended; null: the server has granted no resume. */
    public @Nullable ResumeTicket ticket() {
        return connection.tracker().ticket();
    }

    /**
     * Resumes a session that had another connection, in place of a login. The stage completes when the listener has heard
     * everything that was missed. If the server does not know the token, or nothing of resuming, its result is
     * RESUME_UNKNOWN_TOKEN, and {@link #login} may follow.
     *
     * @throws IllegalStateException if this connection has resumed before
     */
    public CompletionStage<Resumed> resume(ResumeTicket ticket) {
        Resuming resuming = new Resuming();
        connection.expect(resuming);
        CompletionStage<ResultCode> answer = request(ticket.request());
        if (answer.toCompletableFuture().isCompletedExceptionally() || send(Resuming.PROBE) != SendResult.ACCEPTED) {
            resuming.fail(new ConnectionEndedException("the request was not sent"));
        }
        return resuming.outcome();
    }

    /** Sends a login request; the stage is its answer's result. */
    public CompletionStage<ResultCode> login(String userId, String password) {
        return request(new LoginRequest(userId, password));
    }

    /** Sends a request to enter a room; the stage is its answer's result. */
    public CompletionStage<ResultCode> enter(int room) {
        return request(new RoomEnterRequest(room));
    }

    /** Sends a request to leave the room; the stage is its answer's result. */
    public CompletionStage<ResultCode> leave() {
        return request(new RoomLeaveRequest());
    }

    /** Sends a message to the room; the stage is its answer's result. */
    public CompletionStage<ResultCode> chat(String message) {
        return request(new RoomChatRequest(message));
    }

    /**
     * Sends a packet and waits for no answer: if one comes, the listener hears it.
     *
     * @throws IllegalArgumentException if a text does not fit its field
     */
    public SendResult send(ClientPacket packet) {
        return send(packet, new CompletableFuture<>());
    }

    /** Closes in order: what was sent still goes out. Idempotent. */
    @Override
    public void close() {
        session.close(CLOSED_BY_CLIENT);
    }

    private CompletionStage<ResultCode> request(ClientPacket packet) {
        CompletableFuture<ResultCode> answer = new CompletableFuture<>();
        SendResult sent = send(packet, answer);
        if (sent != SendResult.ACCEPTED) {
            answer.completeExceptionally(new ConnectionEndedException("the request was not sent: " + sent));
        }
        return answer;
    }

    private SendResult send(ClientPacket packet, CompletableFuture<ResultCode> answer) {
        try (EncodedPacket encoded = REGISTRY.encode(packet)) {
            return connection.pending().sendInOrder(packet, answer, () -> session.send(encoded));
        }
    }
}

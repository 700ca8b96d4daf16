package io.onesend.chat;

import io.onesend.chat.packet.ClientPacket;
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
    private final PendingAnswers pending;

    ChatClient(Session session, PendingAnswers pending) {
        this.session = session;
        this.pending = pending;
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
            return pending.sendInOrder(packet, answer, () -> session.send(encoded));
        }
    }
}

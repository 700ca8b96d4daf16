package io.onesend.chat;

import io.onesend.chat.packet.ResultResponse;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.network.DisconnectReason;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.logic.LogicThread;
import java.util.concurrent.CompletableFuture;

/** The session listener of one client: creates the client, passes answers to their requests and the rest to its listener. */
@LogicThread
final class ChatClientListener implements SessionListener<ServerPacket> {

    private final CompletableFuture<ChatClient> connected;
    private final ChatClient.Listener listener;
    private final PendingAnswers pending = new PendingAnswers();

    ChatClientListener(CompletableFuture<ChatClient> connected, ChatClient.Listener listener) {
        this.connected = connected;
        this.listener = listener;
    }

    @Override
    public void onConnect(Session session) {
        connected.complete(new ChatClient(session, pending));
    }

    @Override
    public void onReceive(Session session, ServerPacket packet) {
        if (packet instanceof ResultResponse response && !pending.complete(response)) {
            session.abort(DisconnectReason.PROTOCOL_ERROR.withDetail("an answer that no request waits for: " + packet));
            return;
        }
        listener.onPacket(packet);
    }

    @Override
    public void onDisconnect(Session session, DisconnectReason reason) {
        pending.fail(new ConnectionEndedException(reason));
        listener.onDisconnect(reason);
    }
}

package io.onesend.chat;

import io.onesend.chat.packet.GuardedRequest;
import io.onesend.chat.packet.ResultResponse;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.network.DisconnectReason;
import io.onesend.network.Session;
import io.onesend.network.SessionListener;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.LogicThread;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The session listener of one client: creates the client, passes answers to their requests and the rest to its listener. */
@LogicThread
final class ChatClientListener implements SessionListener<ServerPacket> {

    private final CompletableFuture<ChatClient> connected;
    private final ChatClient.Listener listener;
    private final PendingAnswers pending = new PendingAnswers();
    private final SessionTracker tracker = new SessionTracker();

    /** Set once, by any thread, before its request is sent. */
    private volatile @Nullable Resuming resuming;

    ChatClientListener(CompletableFuture<ChatClient> connected, ChatClient.Listener listener) {
        this.connected = connected;
        this.listener = listener;
    }

    @AnyThread
    PendingAnswers pending() {
        return pending;
    }

    @AnyThread
    SessionTracker tracker() {
        return tracker;
    }

    /** From now on, the answer to this is looked for. */
    @AnyThread
    void expect(Resuming request) {
        if (resuming != null) {
            throw new IllegalStateException("a connection resumes one session, once");
        }
        resuming = request;
    }

    @Override
    public void onConnect(Session session) {
        connected.complete(new ChatClient(session, this));
    }

    @Override
    public void onReceive(Session session, ServerPacket packet) {
        Resuming resumes = resuming;
        if (resumes != null && resumes.isProbe(packet)) {
            if (!resumes.probed()) {
                pending.dropOldest();
            }
            return;
        }
        if (packet instanceof ResultResponse response) {
            GuardedRequest request = pending.oldest();
            if (request != null) {
                // First, so that who waits for the answer finds it tracked.
                tracker.answered(request, response);
            }
            if (!pending.complete(response)) {
                session.abort(
                        DisconnectReason.PROTOCOL_ERROR.withDetail("an answer that no request waits for: " + packet));
                return;
            }
        } else {
            tracker.heard(packet);
        }
        listener.onPacket(packet);
        if (resumes != null) {
            resumes.heard(packet);
        }
    }

    @Override
    public void onDisconnect(Session session, DisconnectReason reason) {
        ConnectionEndedException ended = new ConnectionEndedException(reason);
        pending.fail(ended);
        Resuming resumes = resuming;
        if (resumes != null) {
            resumes.fail(ended);
        }
        listener.onDisconnect(reason);
    }
}

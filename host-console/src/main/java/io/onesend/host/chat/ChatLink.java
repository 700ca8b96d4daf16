package io.onesend.host.chat;

import io.onesend.chat.ChatClient;
import io.onesend.chat.ResumeTicket;
import io.onesend.chat.Resumed;
import io.onesend.chat.packet.Features;
import io.onesend.chat.packet.MoveNotify;
import io.onesend.chat.packet.Ping;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.host.chat.ChatInput.Event;
import io.onesend.host.chat.NetworkWait.ChatEndedException;
import io.onesend.host.text.CertificateHint;
import io.onesend.host.text.SafeText;
import io.onesend.network.DisconnectReason;
import io.onesend.network.NetworkClient;
import io.onesend.network.logic.LogicLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the server; each request waits for its answer. The chat's thread. When the connection ends, for any reason,
 * the chat's input is told once.
 */
final class ChatLink implements AutoCloseable {

    /** The connection is given up after receiving nothing for this long, in spite of pings. */
    static final Duration SILENCE = Duration.ofSeconds(60);

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    private final NetworkWait waiting;
    private final ChatClient client;
    private final Hearing hearing;

    private ChatLink(NetworkWait waiting, ChatClient client, Hearing hearing) {
        this.waiting = waiting;
        this.client = client;
        this.hearing = hearing;
    }

    /** Who hears what the server sends: the screen, the count of one's own messages, and the input for what is urgent. */
    record Ears(RoomView view, OwnMessages own, ChatInput input) {}

    /** Handles what the server sends. Logic thread. */
    private static final class Hearing implements ChatClient.Listener {
        private final Ears ears;
        private final LogicLoop loop;

        private final CompletableFuture<String> ended = new CompletableFuture<>();

        /** Why this side gave the connection up, which the network does not know; null: it did not. */
        private volatile @Nullable String givenUp;

        Hearing(Ears ears, LogicLoop loop) {
            this.ears = ears;
            this.loop = loop;
        }

        @Override
        public void onPacket(ServerPacket packet) {
            ears.own().heard(packet);
            ears.view().show(packet);
            if (packet instanceof MoveNotify move) {
                loop.schedule(
                        Duration.ofMillis(move.afterMillis()),
                        () -> ears.input().tell(new Event.Moved(this, move.host(), move.port())));
            }
        }

        @Override
        public void onDisconnect(DisconnectReason reason) {
            String why = givenUp == null ? words(reason) : givenUp;
            ended.complete(why);
            ears.input().tell(new Event.Lost(this, why));
        }
    }

    static ChatLink open(NetworkClient network, ChatTarget target, Ears ears, NetworkWait waiting)
            throws ConnectionLostException, ChatEndedException, InterruptedException {
        Hearing hearing = new Hearing(ears, network.logicLoop());
        InetSocketAddress address = target.address();
        if (address.isUnresolved()) {
            throw new ConnectionLostException(
                    "cannot connect to " + target.name() + ": no address is known for that name");
        }
        try {
            ChatClient client =
                    waiting.await(ChatClient.connect(network, address, CONNECT_WITHIN, hearing), ANSWER_WITHIN);
            client.requestFeatures(Features.ALL, 0);
            return new ChatLink(waiting, client, hearing);
        } catch (ExecutionException failed) {
            throw new ConnectionLostException("cannot connect to " + target.name() + ": " + message(innermost(failed))
                    + CertificateHint.of(failed));
        } catch (TimeoutException late) {
            throw new ConnectionLostException("cannot connect to " + target.name() + ": no answer");
        }
    }

    /** Resumes a session. When this returns, everything that was missed has been shown. */
    Resumed resume(ResumeTicket ticket) throws ConnectionLostException, ChatEndedException, InterruptedException {
        return answer(client.resume(ticket));
    }

    /** What to resume this session with on another connection; null: it cannot be resumed. */
    @Nullable
    ResumeTicket ticket() {
        return client.ticket();
    }

    /** Whether this session, resumed like this, is in no room, though one may have space: one that was lost too soon after its enter. */
    boolean mayEnter(Resumed how) {
        return client.room() == null && how.result() != ResultCode.RESUME_ROOM_FULL;
    }

    ResultCode login(ChatTarget target) throws ConnectionLostException, ChatEndedException, InterruptedException {
        return answer(client.login(target.userId(), target.password()));
    }

    ResultCode enter(int room) throws ConnectionLostException, ChatEndedException, InterruptedException {
        return answer(client.enter(room));
    }

    ResultCode leave() throws ConnectionLostException, ChatEndedException, InterruptedException {
        return answer(client.leave());
    }

    ResultCode say(String message) throws ConnectionLostException, ChatEndedException, InterruptedException {
        return answer(client.chat(message));
    }

    /** Makes the server answer, so that each side hears from the other. */
    void ping() {
        client.send(new Ping((short) 0));
    }

    /** Whether an event of this connection is this link's. */
    boolean isMeantBy(Object connection) {
        return connection == hearing;
    }

    /** Ends in order. */
    @Override
    public void close() {
        client.close();
    }

    private <T> T answer(CompletionStage<T> request)
            throws ConnectionLostException, ChatEndedException, InterruptedException {
        try {
            return waiting.await(request, ANSWER_WITHIN);
        } catch (ExecutionException ended) {
            throw new ConnectionLostException("the connection is lost: " + whyEnded(ended.getCause()));
        } catch (TimeoutException late) {
            hearing.givenUp = "no answer within " + ANSWER_WITHIN.toSeconds() + " s";
            client.close();
            throw new ConnectionLostException("the connection is lost: " + hearing.givenUp);
        }
    }

    /** The reason, from the connection: it knows better than the request, and at once. */
    private String whyEnded(@Nullable Throwable failure) throws ChatEndedException, InterruptedException {
        try {
            return waiting.await(hearing.ended, CONNECT_WITHIN);
        } catch (ExecutionException | TimeoutException unknown) {
            return message(failure);
        }
    }

    private static String words(DisconnectReason reason) {
        if (reason.name().equals(DisconnectReason.CLOSED_BY_PEER.name())) {
            return "the server closed it";
        }
        if (reason.name().equals(DisconnectReason.IDLE.name())) {
            return "nothing came from the server for " + SILENCE.toSeconds() + " s";
        }
        return SafeText.escape(reason.toString());
    }

    private static Throwable innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String message(@Nullable Throwable cause) {
        String message = cause == null ? null : cause.getMessage();
        return message == null ? String.valueOf(cause) : SafeText.escape(message);
    }
}

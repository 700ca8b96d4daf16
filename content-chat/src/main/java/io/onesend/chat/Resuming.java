package io.onesend.chat;

import io.onesend.chat.packet.Ping;
import io.onesend.chat.packet.Pong;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ResumeResponse;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomNewUserNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.OwningThread;
import java.util.concurrent.CompletableFuture;

/**
 * The resumption of one connection, from its request to the last replayed event. A ping is sent behind the request. A server that
 * answers the ping first does not know the request, and will not answer it.
 */
@LogicThread
final class Resuming {

    /** A number that no other ping of a client is likely to have. */
    static final Ping PROBE = new Ping((short) 0xb3d1);

    private final OwningThread owner = new OwningThread();
    private final CompletableFuture<Resumed> outcome = new CompletableFuture<>();
    private ResultCode result = ResultCode.RESUME_UNKNOWN_TOKEN;
    private long replay;
    private long left;
    private boolean answered;
    private boolean probed;

    @AnyThread
    CompletableFuture<Resumed> outcome() {
        return outcome;
    }

    /** Whether this is the answer to the ping; it is nobody else's. */
    boolean isProbe(ServerPacket packet) {
        assert owner.isCurrent();
        return !probed && packet instanceof Pong pong && pong.number() == PROBE.number();
    }

    /** The server has answered the ping. False if it has not answered the request before, so that it never will. */
    boolean probed() {
        assert owner.isCurrent();
        probed = true;
        if (!answered) {
            outcome.complete(new Resumed(result, 0));
        }
        return answered;
    }

    /** The listener has heard this packet. */
    void heard(ServerPacket packet) {
        assert owner.isCurrent();
        if (outcome.isDone()) {
            return;
        }
        if (packet instanceof ResumeResponse response) {
            answered = true;
            result = response.result();
            replay = response.hasKeptRoom() ? response.replay() : 0;
            left = replay;
        } else if (answered && isEvent(packet)) {
            left--;
        }
        if (answered && left == 0) {
            outcome.complete(new Resumed(result, replay));
        }
    }

    @AnyThread
    void fail(ConnectionEndedException reason) {
        outcome.completeExceptionally(reason);
    }

    private static boolean isEvent(ServerPacket packet) {
        return packet instanceof RoomChatNotify
                || packet instanceof RoomNewUserNotify
                || packet instanceof RoomLeaveUserNotify;
    }
}

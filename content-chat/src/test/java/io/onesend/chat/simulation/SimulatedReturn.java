package io.onesend.chat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.checker.ClientLog;
import io.onesend.chat.packet.ClientPacket;
import io.onesend.chat.packet.Features;
import io.onesend.chat.packet.FeaturesRequest;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ResumeRequest;
import io.onesend.chat.packet.ResumeResponse;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomLeaveRequest;
import io.onesend.chat.packet.RoomPositionNotify;
import io.onesend.chat.packet.ServerPacket;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one client goes on with its session on another connection: what it needs for that, and what it may rely on once all that it
 * missed has been replayed.
 */
final class SimulatedReturn {

    /** What a client that can resume asks for before its login. */
    static final FeaturesRequest FEATURES = new FeaturesRequest(FeaturesRequest.VERSION, Features.ALL, 0);

    private final ClientLog log;
    private final Expectations expectations;

    /** What the client said and was not answered when a connection ended, and has not heard. */
    private final Set<String> unsure = new LinkedHashSet<>();

    private String token = "";
    private @Nullable RoomPositionNotify position;

    /** Whether the replay goes on. */
    private boolean replaying;

    /** Whether the host has asked the client to go on elsewhere. */
    private boolean isToMove;

    /** Events that the replay still has. */
    private long left;

    SimulatedReturn(ClientLog log, Expectations expectations) {
        this.log = log;
        this.expectations = expectations;
    }

    boolean isPossible() {
        return !token.isEmpty();
    }

    void given(String newToken) {
        token = newToken;
    }

    void isImpossible() {
        token = "";
    }

    /** The client is in another room, or in none. */
    void roomChanged() {
        position = null;
        unsure.clear();
    }

    void move() {
        isToMove = true;
    }

    boolean isToMove() {
        return isToMove;
    }

    boolean hasPosition() {
        return position != null;
    }

    void at(RoomPositionNotify now) {
        RoomPositionNotify before = position;
        if (before != null && !expectations.mayForget()) {
            assertThat(now.offset())
                    .as("the position of %s after %s", log, before)
                    .isGreaterThanOrEqualTo(before.offset());
        }
        position = now;
    }

    /**
     * A connection has ended. What stands behind an enter or a leave was perhaps said in another room. What stands behind a
     * resumption may still be said, if that one is done after the next.
     */
    void connectionLost(Collection<ClientPacket> unanswered) {
        replaying = false;
        isToMove = false;
        for (ClientPacket request : unanswered) {
            if (request instanceof RoomEnterRequest
                    || request instanceof RoomLeaveRequest
                    || request instanceof ResumeRequest) {
                return;
            } else if (request instanceof RoomChatRequest chat
                    && !chat.message().isEmpty()) {
                unsure.add(chat.message());
            }
        }
    }

    ResumeRequest request(String userId, int room) {
        RoomPositionNotify heard = position;
        return heard == null
                ? new ResumeRequest(userId, token, ResumeRequest.NO_ROOM, 0, 0)
                : new ResumeRequest(userId, token, room, heard.offset(), heard.tag());
    }

    /** The client is in its room again. */
    void back(ResumeResponse answer) {
        if (answer.result() == ResultCode.RESUME_INCOMPLETE) {
            unsure.clear();
            return;
        }
        replaying = true;
        left = answer.replay();
        endIfComplete();
    }

    /** Something came that the whole room hears. */
    void heard(ServerPacket event) {
        if (event instanceof RoomChatNotify chat) {
            unsure.remove(chat.message());
        }
        if (replaying) {
            left--;
        }
    }

    /** The position came that belongs to the last event. */
    void endIfComplete() {
        if (replaying && left == 0) {
            replaying = false;
            unsure.forEach(log::neverSaid);
            unsure.clear();
        }
    }
}

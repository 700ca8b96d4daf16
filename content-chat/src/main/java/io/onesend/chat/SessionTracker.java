package io.onesend.chat;

import io.onesend.chat.packet.FeaturesResponse;
import io.onesend.chat.packet.GuardedRequest;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ResultResponse;
import io.onesend.chat.packet.ResumeRequest;
import io.onesend.chat.packet.ResumeResponse;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomLeaveRequest;
import io.onesend.chat.packet.RoomPositionNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.chat.packet.SessionTokenNotify;
import io.onesend.network.logic.AnyThread;
import org.jspecify.annotations.Nullable;

/**
 * What one connection has learned that another could resume with: user, token, room, position. Written on the logic thread,
 * read by any: guarded by its own lock.
 */
@AnyThread
final class SessionTracker {

    private long features;
    private @Nullable String userId;
    private @Nullable String token;
    private @Nullable Integer room;

    /** Null until the room has told it. Without it, the room cannot be resumed. */
    private @Nullable RoomPositionNotify position;

    /** What the server has granted. */
    synchronized long features() {
        return features;
    }

    /** The room that the user is in, as far as this side knows. */
    synchronized @Nullable Integer room() {
        return room;
    }

    synchronized @Nullable ResumeTicket ticket() {
        if (userId == null || token == null) {
            return null;
        }
        Integer where = room;
        RoomPositionNotify heard = position;
        return where == null || heard == null
                ? new ResumeTicket(userId, token, ResumeRequest.NO_ROOM, 0, 0)
                : new ResumeTicket(userId, token, where, heard.offset(), heard.tag());
    }

    /** A request has its answer. */
    synchronized void answered(GuardedRequest request, ResultResponse answer) {
        if (request instanceof ResumeRequest resume && answer instanceof ResumeResponse response) {
            resumed(resume, response);
        } else if (answer.result() != ResultCode.NONE) {
            return;
        } else if (request instanceof LoginRequest login) {
            userId = login.userId();
        } else if (request instanceof RoomEnterRequest enter) {
            inRoom(enter.roomNumber(), null);
        } else if (request instanceof RoomLeaveRequest) {
            inRoom(null, null);
        }
    }

    /** Something came that answers no request. */
    synchronized void heard(ServerPacket packet) {
        if (packet instanceof RoomPositionNotify heard) {
            position = heard;
        } else if (packet instanceof FeaturesResponse granted) {
            features = granted.features();
        } else if (packet instanceof SessionTokenNotify given) {
            token = given.token();
        }
    }

    private void resumed(ResumeRequest request, ResumeResponse response) {
        if (!response.isLoggedIn()) {
            return;
        }
        userId = request.userId();
        token = request.token();
        if (response.hasKeptRoom() && request.roomNumber() != ResumeRequest.NO_ROOM) {
            // The position stays until a replayed event brings the next: the replay may break off, too.
            inRoom(request.roomNumber(), new RoomPositionNotify(request.offset(), request.tag()));
        }
    }

    private void inRoom(@Nullable Integer number, @Nullable RoomPositionNotify heard) {
        room = number;
        position = heard;
    }
}

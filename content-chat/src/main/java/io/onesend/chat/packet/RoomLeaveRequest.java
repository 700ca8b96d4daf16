package io.onesend.chat.packet;

import io.onesend.chat.user.ChatUser;
import io.onesend.network.packet.PacketCodec;

/** Asks to leave the room that the user is in. */
public record RoomLeaveRequest() implements GuardedRequest {

    static final PacketCodec<RoomLeaveRequest> CODEC = PacketCodec.empty(new RoomLeaveRequest());

    @Override
    public RoomLeaveResponse refusedIn(ChatUser.State state) {
        return new RoomLeaveResponse(ResultCode.LEAVE_ROOM_INVALID_ROOM_INDEX);
    }

    @Override
    public Class<RoomLeaveResponse> answerType() {
        return RoomLeaveResponse.class;
    }
}

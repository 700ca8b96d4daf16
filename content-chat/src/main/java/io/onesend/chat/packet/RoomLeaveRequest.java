package io.onesend.chat.packet;

import io.onesend.network.packet.PacketCodec;

/** Asks to leave the room that the user is in. */
public record RoomLeaveRequest() implements GuardedRequest {

    public static final PacketCodec<RoomLeaveRequest> CODEC = PacketCodec.empty(new RoomLeaveRequest());

    @Override
    public RoomLeaveResponse refusedWhen(boolean inRoom) {
        return new RoomLeaveResponse(ResultCode.LEAVE_ROOM_INVALID_ROOM_INDEX);
    }

    @Override
    public Class<RoomLeaveResponse> answerType() {
        return RoomLeaveResponse.class;
    }
}

package io.onesend.chat.packet;

import io.onesend.network.packet.PacketCodec;

/** Asks to enter a room; any number can come, the server's rooms are few. */
public record RoomEnterRequest(int roomNumber) implements GuardedRequest {

    public static final PacketCodec<RoomEnterRequest> CODEC =
            PacketCodec.of(body -> new RoomEnterRequest(body.i32()), (packet, body) -> body.i32(packet.roomNumber));

    @Override
    public RoomEnterResponse refusedWhen(boolean inRoom) {
        return new RoomEnterResponse(
                inRoom ? ResultCode.ENTER_ROOM_INVALID_USER_STATUS : ResultCode.ENTER_ROOM_NOT_FINDE_USER);
    }

    @Override
    public Class<RoomEnterResponse> answerType() {
        return RoomEnterResponse.class;
    }
}

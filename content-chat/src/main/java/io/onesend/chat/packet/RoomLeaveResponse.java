package io.onesend.chat.packet;

import io.onesend.network.packet.PacketCodec;

/** The answer to a {@link RoomLeaveRequest}. */
public record RoomLeaveResponse(ResultCode result) implements ResultResponse {

    public static final PacketCodec<RoomLeaveResponse> CODEC = PacketCodec.of(
            body -> new RoomLeaveResponse(ResultCode.fromCode(body.i16())),
            (packet, body) -> body.i16(packet.result.code()));
}

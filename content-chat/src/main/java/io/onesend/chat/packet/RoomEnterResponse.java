package io.onesend.chat.packet;

import io.onesend.network.packet.PacketCodec;

/** The answer to a {@link RoomEnterRequest}. */
public record RoomEnterResponse(ResultCode result) implements ResultResponse {

    public static final PacketCodec<RoomEnterResponse> CODEC = PacketCodec.of(
            body -> new RoomEnterResponse(ResultCode.fromCode(body.i16())),
            (packet, body) -> body.i16(packet.result.code()));
}

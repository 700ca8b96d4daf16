package io.onesend.chat.packet;

import io.onesend.network.packet.PacketCodec;

/** The answer to a {@link RoomChatRequest}. */
public record RoomChatResponse(ResultCode result) implements ResultResponse {

    public static final PacketCodec<RoomChatResponse> CODEC = PacketCodec.of(
            body -> new RoomChatResponse(ResultCode.fromCode(body.i16())),
            (packet, body) -> body.i16(packet.result.code()));
}

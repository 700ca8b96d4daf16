package io.onesend.chat.packet;

import io.onesend.network.packet.PacketCodec;

/** The answer to a {@link LoginRequest}. */
public record LoginResponse(ResultCode result) implements ResultResponse {

    public static final PacketCodec<LoginResponse> CODEC = PacketCodec.of(
            body -> new LoginResponse(ResultCode.fromCode(body.u16())),
            (packet, body) -> body.u16(packet.result.code()));
}

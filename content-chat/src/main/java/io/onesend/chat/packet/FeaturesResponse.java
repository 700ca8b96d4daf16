package io.onesend.chat.packet;

import io.onesend.network.packet.PacketCodec;

/**
 * Says which {@link Features} the server grants.
 *
 * @param features bits
 * @param history how many older messages come when the client enters a room, at most
 * @param windowSeconds how long a session can be resumed after its connection has ended
 */
public record FeaturesResponse(long features, int history, long windowSeconds) implements ServerPacket {

    public static final PacketCodec<FeaturesResponse> CODEC = PacketCodec.of(
            body -> new FeaturesResponse(UnsignedFields.u32(body), body.u8(), UnsignedFields.u32(body)),
            (packet, body) -> {
                UnsignedFields.u32(body, packet.features);
                UnsignedFields.u8(body, packet.history);
                UnsignedFields.u32(body, packet.windowSeconds);
            });
}

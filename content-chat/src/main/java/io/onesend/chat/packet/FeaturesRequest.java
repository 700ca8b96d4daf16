package io.onesend.chat.packet;

import io.onesend.network.packet.PacketCodec;

/**
 * Asks for {@link Features}, before the login. A server that does not know it, or is in no cluster, ignores it.
 *
 * @param version of this request: {@link #VERSION}
 * @param features bits; those that a server does not know are not granted
 * @param history how many older messages the client wants when it enters a room
 */
public record FeaturesRequest(int version, long features, int history) implements ClientPacket {

    public static final int VERSION = 1;

    /** The most messages that a client can ask for. */
    public static final int MAX_HISTORY = 255;

    public static final PacketCodec<FeaturesRequest> CODEC = PacketCodec.of(
            body -> new FeaturesRequest(body.u8(), UnsignedFields.u32(body), body.u8()), (packet, body) -> {
                UnsignedFields.u8(body, packet.version);
                UnsignedFields.u32(body, packet.features);
                UnsignedFields.u8(body, packet.history);
            });
}

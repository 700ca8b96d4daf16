package io.onesend.chat.packet;

import io.onesend.network.packet.PacketCodec;

/**
 * Says that messages from before the entry follow.
 *
 * @param count how many of the next {@link RoomChatNotify} packets are older than the entry
 */
public record RoomHistoryNotify(int count) implements ServerPacket {

    public static final PacketCodec<RoomHistoryNotify> CODEC = PacketCodec.of(
            body -> new RoomHistoryNotify(body.u16()), (packet, body) -> UnsignedFields.u16(body, packet.count));
}

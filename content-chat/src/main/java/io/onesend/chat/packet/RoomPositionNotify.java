package io.onesend.chat.packet;

import io.onesend.network.packet.PacketCodec;

/**
 * Says how far a client has heard its room. It comes after the list of users, and behind each later event in the same send.
 *
 * @param offset of the last event heard: 1, 2, 3 … within a room
 * @param tag a number that stands for that event and all before it; negative while it is good for no resume
 */
public record RoomPositionNotify(long offset, long tag) implements ServerPacket {

    public static final PacketCodec<RoomPositionNotify> CODEC =
            PacketCodec.of(body -> new RoomPositionNotify(body.i64(), body.i64()), (packet, body) -> {
                body.i64(packet.offset);
                body.i64(packet.tag);
            });
}

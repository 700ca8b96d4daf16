package io.onesend.chat.packet;

import io.onesend.network.packet.PacketCodec;

/** Tells the users of a room who left it, or was lost with its connection. */
public record RoomLeaveUserNotify(long userUniqueId) implements ServerPacket {

    public static final PacketCodec<RoomLeaveUserNotify> CODEC = PacketCodec.of(
            body -> new RoomLeaveUserNotify(body.i64()), (packet, body) -> body.i64(packet.userUniqueId));
}

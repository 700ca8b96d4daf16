package io.onesend.chat.packet;

import io.onesend.network.packet.PacketCodec;

/** Tells the users of a room who came in. */
public record RoomNewUserNotify(long userUniqueId, String userId) implements ServerPacket {

    public static final PacketCodec<RoomNewUserNotify> CODEC = PacketCodec.of(
            body -> new RoomNewUserNotify(body.i64(), TextFields.text8FromServer(body)), (packet, body) -> {
                body.i64(packet.userUniqueId);
                body.text8(packet.userId);
            });
}

package io.onesend.chat.packet;

import io.onesend.network.packet.PacketCodec;

/** A message as everyone in the room gets it, the sender included. */
public record RoomChatNotify(String userId, String message) implements ServerPacket {

    public static final PacketCodec<RoomChatNotify> CODEC = PacketCodec.of(
            body -> new RoomChatNotify(
                    TextFields.fromServer(body, TextFields.NAME_SIZE),
                    TextFields.fromServer(body, TextFields.MESSAGE_SIZE)),
            (packet, body) -> {
                body.fixedText(packet.userId, TextFields.NAME_SIZE);
                body.fixedText(packet.message, TextFields.MESSAGE_SIZE);
            });

    /** Without the message, which must not reach a log. */
    @Override
    public String toString() {
        return "RoomChatNotify";
    }
}

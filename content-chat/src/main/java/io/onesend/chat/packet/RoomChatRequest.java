package io.onesend.chat.packet;

import io.onesend.network.packet.PacketCodec;
import org.jspecify.annotations.Nullable;

/**
 * A message for everyone in the sender's room.
 *
 * @param message at most 256 bytes of UTF-8, since no more fits the field; null: not UTF-8
 */
public record RoomChatRequest(@Nullable String message) implements GuardedRequest {

    /** The longest message, in bytes of UTF-8. */
    public static final int MAX_MESSAGE_BYTES = TextFields.MESSAGE_SIZE - 1;

    public static final PacketCodec<RoomChatRequest> CODEC = PacketCodec.of(
            body -> new RoomChatRequest(body.fixedText(TextFields.MESSAGE_SIZE)),
            (packet, body) -> TextFields.write(body, packet.message, TextFields.MESSAGE_SIZE));

    @Override
    public RoomChatResponse refusedWhen(boolean inRoom) {
        return new RoomChatResponse(ResultCode.CHAT_ROOM_INVALID_ROOM_NUMBER);
    }

    @Override
    public Class<RoomChatResponse> answerType() {
        return RoomChatResponse.class;
    }

    /** Without the message, which must not reach a log. */
    @Override
    public String toString() {
        return "RoomChatRequest";
    }
}

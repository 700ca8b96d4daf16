package io.onesend.chat.packet;

import io.onesend.network.packet.PacketCodec;
import org.jspecify.annotations.Nullable;

/**
 * Asks to resume a session that had another connection, in place of a login.
 *
 * @param userId null: what came is not UTF-8
 * @param token of a {@link SessionTokenNotify}; null: not UTF-8
 * @param roomNumber the room that the user was in, or {@link #NO_ROOM}
 * @param offset of the last {@link RoomPositionNotify} there; 0 without a room
 * @param tag of the same
 */
public record ResumeRequest(
        @Nullable String userId, @Nullable String token, int roomNumber, long offset, long tag)
        implements GuardedRequest {

    /** The room number of a user who was in no room. */
    public static final int NO_ROOM = -1;

    public static final PacketCodec<ResumeRequest> CODEC = PacketCodec.of(
            body -> new ResumeRequest(
                    body.fixedText(TextFields.NAME_SIZE),
                    body.fixedText(TextFields.NAME_SIZE),
                    body.i32(),
                    body.i64(),
                    body.i64()),
            (packet, body) -> {
                TextFields.write(body, packet.userId, TextFields.NAME_SIZE);
                TextFields.write(body, packet.token, TextFields.NAME_SIZE);
                body.i32(packet.roomNumber);
                body.i64(packet.offset);
                body.i64(packet.tag);
            });

    @Override
    public ResumeResponse refusedWhen(boolean inRoom) {
        return ResumeResponse.refusal(ResultCode.LOGIN_USER_ALREADY);
    }

    @Override
    public Class<ResumeResponse> answerType() {
        return ResumeResponse.class;
    }

    /** Without the token, which must not reach a log. */
    @Override
    public String toString() {
        return "ResumeRequest";
    }
}

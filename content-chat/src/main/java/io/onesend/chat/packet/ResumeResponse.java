package io.onesend.chat.packet;

import io.onesend.network.packet.PacketCodec;

/**
 * The answer to a {@link ResumeRequest}.
 *
 * @param replay how many events of the room follow that the client has missed, before the live ones
 */
public record ResumeResponse(ResultCode result, long replay) implements ResultResponse {

    public static final PacketCodec<ResumeResponse> CODEC = PacketCodec.of(
            body -> new ResumeResponse(ResultCode.fromCode(body.i16()), UnsignedFields.u32(body)), (packet, body) -> {
                body.i16(packet.result.code());
                UnsignedFields.u32(body, packet.replay);
            });

    /** An answer that nothing follows. */
    public static ResumeResponse refusal(ResultCode why) {
        return new ResumeResponse(why, 0);
    }

    /** Whether the session goes on here, in its room if it was in one and the room has space. */
    public boolean isLoggedIn() {
        return hasKeptRoom() || result == ResultCode.RESUME_ROOM_FULL;
    }

    /** Whether the session goes on in the room it was in, if it was in one. */
    public boolean hasKeptRoom() {
        return result == ResultCode.NONE || result == ResultCode.RESUME_INCOMPLETE;
    }
}

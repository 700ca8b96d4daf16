package io.onesend.chat.packet;

import io.onesend.network.packet.PacketCodec;

/** Gives a user the token that resumes this session; it follows the login. A later login makes another token. */
public record SessionTokenNotify(String token) implements ServerPacket {

    /** The longest token, in bytes of UTF-8. */
    public static final int MAX_TOKEN_BYTES = TextFields.NAME_SIZE - 1;

    public static final PacketCodec<SessionTokenNotify> CODEC = PacketCodec.of(
            body -> new SessionTokenNotify(TextFields.fromServer(body, TextFields.NAME_SIZE)),
            (packet, body) -> body.fixedText(packet.token, TextFields.NAME_SIZE));

    /** Without the token, which must not reach a log. */
    @Override
    public String toString() {
        return "SessionTokenNotify";
    }
}

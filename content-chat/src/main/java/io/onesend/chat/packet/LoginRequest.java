package io.onesend.chat.packet;

import io.onesend.network.packet.PacketCodec;
import org.jspecify.annotations.Nullable;

/**
 * Asks to be logged in.
 *
 * @param userId null: what came is not UTF-8
 * @param password the password or token, by what the server is configured for; null: not UTF-8
 */
public record LoginRequest(
        @Nullable String userId, @Nullable String password) implements GuardedRequest {

    /** The longest user id and the longest password or token, in bytes of UTF-8. */
    public static final int MAX_NAME_BYTES = TextFields.NAME_SIZE - 1;

    public static final PacketCodec<LoginRequest> CODEC = PacketCodec.of(
            body -> new LoginRequest(body.fixedText(TextFields.NAME_SIZE), body.fixedText(TextFields.NAME_SIZE)),
            (packet, body) -> {
                TextFields.write(body, packet.userId, TextFields.NAME_SIZE);
                TextFields.write(body, packet.password, TextFields.NAME_SIZE);
            });

    @Override
    public LoginResponse refusedWhen(boolean inRoom) {
        return new LoginResponse(ResultCode.LOGIN_USER_ALREADY);
    }

    @Override
    public Class<LoginResponse> answerType() {
        return LoginResponse.class;
    }

    /** Without the password, which must not reach a log. */
    @Override
    public String toString() {
        return "LoginRequest";
    }
}

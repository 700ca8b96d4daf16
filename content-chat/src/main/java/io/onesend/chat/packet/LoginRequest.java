package io.onesend.chat.packet;

import io.onesend.chat.user.ChatUser;
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

    static final PacketCodec<LoginRequest> CODEC = PacketCodec.of(
            body -> new LoginRequest(body.fixedText(TextFields.NAME_SIZE), body.fixedText(TextFields.NAME_SIZE)),
            (packet, body) -> {
                TextFields.write(body, packet.userId, TextFields.NAME_SIZE);
                TextFields.write(body, packet.password, TextFields.NAME_SIZE);
            });

    @Override
    public LoginResponse refusedIn(ChatUser.State state) {
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

package io.onesend.load.dummy;

import io.onesend.chat.packet.ResultCode;
import io.onesend.network.packet.MalformedPacketException;

/** Says why a server refuses a request, and which key of its configuration to change, if one helps. */
final class Refusals {

    private Refusals() {}

    static String describe(int result) {
        ResultCode code;
        try {
            code = ResultCode.fromCode(result);
        } catch (MalformedPacketException unknown) {
            return "result " + result;
        }
        String advice = advice(code);
        return code + " (" + result + ")" + (advice.isEmpty() ? "" : ": " + advice);
    }

    private static String advice(ResultCode code) {
        return switch (code) {
            case LOGIN_USER_USED_ALL_OBJ -> "as many users are logged in as the server's chat.max-users allows";
            case LOGIN_USER_INVALID_PW -> "no accounts match --users and --scheme; user seed adds them";
            case LOGIN_TOO_MANY_ATTEMPTS -> "the server's chat.login-throttle counts earlier failures";
            case ENTER_ROOM_FULL_USER -> "as many users are in the room as the server's chat.rooms.max-users allows";
            case ROOM_INVALID_INDEX -> "the room is outside the server's chat.rooms.first and chat.rooms.count";
            case ROOM_TOO_MANY_PACKET ->
                "a sender is faster than the server's chat.rate.messages-per-second; give a lower --rate, or start the"
                        + " server with --set chat.rate.messages-per-second=0";
            default -> "";
        };
    }
}

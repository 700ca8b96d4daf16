package io.onesend.chat.packet;

import io.onesend.network.packet.MalformedPacketException;

/** The result of a request, named and numbered as in the course's server; this project's own results use free numbers. */
public enum ResultCode {
    NONE(0),

    USER_MGR_INVALID_USER_INDEX(11),
    USER_MGR_INVALID_USER_UNIQUEID(12),

    LOGIN_USER_ALREADY(31),
    LOGIN_USER_USED_ALL_OBJ(32),
    LOGIN_USER_INVALID_PW(33),
    LOGIN_USER_INVALID_ID(34),
    LOGIN_BACKEND_UNAVAILABLE(35),
    LOGIN_TOO_MANY_ATTEMPTS(36),

    NEW_ROOM_USED_ALL_OBJ(41),
    NEW_ROOM_FAIL_ENTER(42),

    ENTER_ROOM_NOT_FINDE_USER(51),
    ENTER_ROOM_INVALID_USER_STATUS(52),
    ENTER_ROOM_NOT_USED_STATUS(53),
    ENTER_ROOM_FULL_USER(54),
    ENTER_ROOM_BACKEND_UNAVAILABLE(55),

    ROOM_INVALID_INDEX(61),
    ROOM_NOT_USED(62),
    ROOM_TOO_MANY_PACKET(63),

    LEAVE_ROOM_INVALID_ROOM_INDEX(71),

    CHAT_ROOM_INVALID_ROOM_NUMBER(81),
    CHAT_INVALID_MESSAGE(82),
    CHAT_BACKEND_UNAVAILABLE(83),

    RESUME_UNKNOWN_TOKEN(91),
    RESUME_INCOMPLETE(92),
    RESUME_ROOM_FULL(93);

    private final int code;

    ResultCode(int code) {
        this.code = code;
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }

    /**
     * The result of this number.
     *
     * @throws MalformedPacketException if there is none
     */
    public static ResultCode fromCode(int code) {
        for (ResultCode result : values()) {
            if (result.code == code) {
                return result;
            }
        }
        throw new MalformedPacketException("no result has the number " + code);
    }
}

package io.onesend.host.chat;

import io.onesend.chat.packet.ResultCode;

/** The words for results. */
final class ResultText {

    private ResultText() {}

    static String of(ResultCode result) {
        return switch (result) {
            case NONE -> "done";
            case USER_MGR_INVALID_USER_INDEX, USER_MGR_INVALID_USER_UNIQUEID -> "the server does not know this user";
            case LOGIN_USER_ALREADY -> "this user is logged in already";
            case LOGIN_USER_USED_ALL_OBJ -> "the server has no place for another user";
            case LOGIN_USER_INVALID_PW -> "wrong password";
            case LOGIN_USER_INVALID_ID -> "there is no such user";
            case LOGIN_BACKEND_UNAVAILABLE -> "the server cannot check logins at the moment";
            case LOGIN_TOO_MANY_ATTEMPTS -> "too many failed logins or a banned user; try again later";
            case NEW_ROOM_USED_ALL_OBJ -> "there are no more rooms";
            case NEW_ROOM_FAIL_ENTER -> "the new room cannot be entered";
            case ENTER_ROOM_NOT_FINDE_USER -> "not logged in";
            case ENTER_ROOM_INVALID_USER_STATUS -> "you are in a room; /leave it first";
            case ENTER_ROOM_NOT_USED_STATUS, ROOM_NOT_USED -> "the room is not in use";
            case ENTER_ROOM_FULL_USER, RESUME_ROOM_FULL -> "the room is full";
            case ENTER_ROOM_BACKEND_UNAVAILABLE, CHAT_BACKEND_UNAVAILABLE ->
                "the server cannot reach the room at the moment";
            case ROOM_INVALID_INDEX -> "there is no such room";
            case ROOM_TOO_MANY_PACKET -> "too many messages in a short time";
            case LEAVE_ROOM_INVALID_ROOM_INDEX -> "you are in no room";
            case CHAT_ROOM_INVALID_ROOM_NUMBER -> "you are in no room; /enter one first";
            case CHAT_INVALID_MESSAGE -> "the server does not take such a message";
            case RESUME_UNKNOWN_TOKEN -> "the server does not know this session any more";
            case RESUME_INCOMPLETE -> "some of what happened in the room is missing";
        };
    }
}

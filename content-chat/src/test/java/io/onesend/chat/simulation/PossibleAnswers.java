package io.onesend.chat.simulation;

import io.onesend.chat.ChatFixture;
import io.onesend.chat.packet.ClientPacket;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ResumeRequest;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomLeaveRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * What a request may be answered, as the state of its client demands.
 *
 * @param isUser the client is logged in
 * @param inRoom the client is in a room
 * @param hasResumed the client has been on another connection: its first session may not have ended everywhere yet
 */
record PossibleAnswers(Expectations expectations, boolean isUser, boolean inRoom, boolean hasResumed) {

    List<ResultCode> to(ClientPacket request) {
        if (request instanceof ResumeRequest resume) {
            return toResume(resume);
        } else if (request instanceof LoginRequest login) {
            if (isUser) {
                return List.of(ResultCode.LOGIN_USER_ALREADY);
            }
            return login.password().equals(ChatFixture.PASSWORD)
                    ? possible(ResultCode.LOGIN_BACKEND_UNAVAILABLE, ResultCode.LOGIN_USER_ALREADY)
                    : List.of(ResultCode.LOGIN_USER_INVALID_PW);
        } else if (request instanceof RoomEnterRequest enter) {
            return toEnter(enter);
        } else if (request instanceof RoomLeaveRequest) {
            return List.of(inRoom ? ResultCode.NONE : ResultCode.LEAVE_ROOM_INVALID_ROOM_INDEX);
        }
        if (inRoom && request instanceof RoomChatRequest chat && chat.message().isEmpty()) {
            return List.of(ResultCode.CHAT_INVALID_MESSAGE);
        }
        return inRoom
                ? possible(ResultCode.CHAT_BACKEND_UNAVAILABLE, ResultCode.ROOM_TOO_MANY_PACKET)
                : List.of(ResultCode.CHAT_ROOM_INVALID_ROOM_NUMBER);
    }

    private List<ResultCode> toEnter(RoomEnterRequest enter) {
        if (!isUser) {
            return List.of(ResultCode.ENTER_ROOM_NOT_FINDE_USER);
        } else if (inRoom) {
            return List.of(ResultCode.ENTER_ROOM_INVALID_USER_STATUS);
        }
        return expectations.exists(enter.roomNumber())
                ? possible(ResultCode.ENTER_ROOM_BACKEND_UNAVAILABLE, ResultCode.ENTER_ROOM_FULL_USER)
                : List.of(ResultCode.ROOM_INVALID_INDEX);
    }

    /** A token is good until another session has the user id. */
    private List<ResultCode> toResume(ResumeRequest request) {
        List<ResultCode> all = possible(
                ResultCode.LOGIN_BACKEND_UNAVAILABLE, ResultCode.RESUME_UNKNOWN_TOKEN, ResultCode.LOGIN_USER_ALREADY);
        if (request.roomNumber() != ResumeRequest.NO_ROOM) {
            all.add(ResultCode.RESUME_ROOM_FULL);
            if (expectations.mayBeUncertain()) {
                all.add(ResultCode.RESUME_INCOMPLETE);
            }
        }
        return all;
    }

    /** Success, these refusals, and that Redis is away where that may be. */
    private List<ResultCode> possible(ResultCode unavailable, ResultCode... refusals) {
        List<ResultCode> all = new ArrayList<>(List.of(refusals));
        all.add(ResultCode.NONE);
        if (hasResumed || expectations.mayBeUnavailable()) {
            all.add(unavailable);
        }
        return all;
    }
}

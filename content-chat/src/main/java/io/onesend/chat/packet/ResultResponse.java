package io.onesend.chat.packet;

/** The answer to a request; answers to one session come in the order of its requests. */
public sealed interface ResultResponse extends ServerPacket
        permits LoginResponse, RoomEnterResponse, RoomLeaveResponse, RoomChatResponse, ResumeResponse {

    ResultCode result();
}

package io.onesend.chat.packet;

/** An answer that is a result and nothing else; answers to one session come in the order of its requests. */
public sealed interface ResultResponse extends ServerPacket
        permits LoginResponse, RoomEnterResponse, RoomLeaveResponse, RoomChatResponse {

    ResultCode result();
}

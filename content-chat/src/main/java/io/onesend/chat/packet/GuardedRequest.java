package io.onesend.chat.packet;

/** A request that belongs to one state of its user; the table of the protocol says to which. */
public sealed interface GuardedRequest extends ClientPacket
        permits LoginRequest, RoomEnterRequest, RoomLeaveRequest, RoomChatRequest, ResumeRequest {

    /** The whole answer to this request in another state of its user, who is in a room or not. */
    ResultResponse refusedWhen(boolean inRoom);

    /** The type of its answer, in every state. */
    Class<? extends ResultResponse> answerType();
}

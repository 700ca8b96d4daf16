package io.onesend.chat.packet;

import io.onesend.chat.user.ChatUser;

/** A request that belongs to one state of its user; {@link ChatProtocol} says to which. */
public sealed interface GuardedRequest extends ClientPacket
        permits LoginRequest, RoomEnterRequest, RoomLeaveRequest, RoomChatRequest {

    /** The whole answer to this request in the given other state. */
    ResultResponse refusedIn(ChatUser.State state);

    /** The type of its answer, in every state. */
    Class<? extends ResultResponse> answerType();
}

package io.onesend.chat.packet;

import io.onesend.chat.user.ChatUser;

/** A request that belongs to one state of its user; {@link ChatProtocol} says to which. */
public sealed interface GuardedRequest extends ClientPacket
        permits LoginRequest, RoomEnterRequest, RoomLeaveRequest, RoomChatRequest {

    /** The whole answer to it in another state, which this is. */
    ResultResponse refusedIn(ChatUser.State state);

    /** What answers it, in whatever state. */
    Class<? extends ResultResponse> answerType();
}

package io.onesend.chat;

import io.onesend.chat.packet.DevEcho;
import io.onesend.chat.packet.FeaturesRequest;
import io.onesend.chat.packet.LoginRequest;
import io.onesend.chat.packet.Ping;
import io.onesend.chat.packet.ResultResponse;
import io.onesend.chat.packet.ResumeRequest;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.packet.RoomEnterRequest;
import io.onesend.chat.packet.RoomLeaveRequest;
import io.onesend.chat.packet.UnknownPacket;
import io.onesend.chat.user.ChatUser;
import io.onesend.network.logic.LogicThread;

/** The handlers of received packets: one method a packet, called only in the state that the table asks for. */
@LogicThread
interface ChatHandlers {

    void echo(ChatUser user, DevEcho packet);

    void ping(ChatUser user, Ping packet);

    void login(ChatUser user, LoginRequest packet);

    void enter(ChatUser user, RoomEnterRequest packet);

    void leave(ChatUser user, RoomLeaveRequest packet);

    void chat(ChatUser user, RoomChatRequest packet);

    void features(ChatUser user, FeaturesRequest packet);

    void resume(ChatUser user, ResumeRequest packet);

    /** A request came in the wrong state; this is its answer. */
    void refused(ChatUser user, ResultResponse answer);

    void unknown(ChatUser user, UnknownPacket packet);
}

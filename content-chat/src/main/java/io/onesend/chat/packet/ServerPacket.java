package io.onesend.chat.packet;

/** What the server sends. */
public sealed interface ServerPacket
        permits DevEcho,
                Pong,
                ResultResponse,
                RoomNewUserNotify,
                RoomUserListNotify,
                RoomLeaveUserNotify,
                RoomChatNotify,
                FeaturesResponse,
                SessionTokenNotify,
                RoomPositionNotify,
                RoomGapNotify,
                RoomHistoryNotify,
                MoveNotify,
                UnknownPacket {}

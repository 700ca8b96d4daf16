package io.onesend.load.dummy;

import io.onesend.chat.ChatProtocol;
import io.onesend.chat.packet.LoginResponse;
import io.onesend.chat.packet.RoomChatResponse;
import io.onesend.chat.packet.RoomEnterResponse;
import io.onesend.chat.packet.RoomLeaveResponse;
import io.onesend.chat.packet.ServerPacket;
import org.jspecify.annotations.Nullable;

/** The packets that answer a request with a result. */
enum Answer {
    LOGIN("login", LoginResponse.class),
    ENTER("enter", RoomEnterResponse.class),
    LEAVE("leave", RoomLeaveResponse.class),
    CHAT("chat", RoomChatResponse.class);

    private static final Answer[] ALL = values();

    private final String request;
    private final int id;

    Answer(String request, Class<? extends ServerPacket> type) {
        this.request = request;
        this.id = ChatProtocol.idFromServer(type);
    }

    /** The name of the request. */
    String request() {
        return request;
    }

    static @Nullable Answer ofId(int id) {
        for (Answer answer : ALL) {
            if (answer.id == id) {
                return answer;
            }
        }
        return null;
    }
}

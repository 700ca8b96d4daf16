package io.onesend.host.chat;

import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomEnterResponse;
import io.onesend.chat.packet.RoomGapNotify;
import io.onesend.chat.packet.RoomHistoryNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.network.logic.AnyThread;

/**
 * Tells whether a message whose answer was lost has reached the room, by counting the user's own messages: those that the server
 * has accepted, and those that were heard. After a complete resume every accepted one has been heard, so one more is that message.
 */
@AnyThread
final class OwnMessages {

    /** What became of a message. */
    enum Fate {
        SAID,
        NOT_SAID,
        UNKNOWN
    }

    private final String userId;
    private long accepted;
    private long heard;

    /** How many of the next messages are older than the entry. */
    private int history;

    /** Since the last entry, something was missed, or a message was answered that may yet be heard. */
    private boolean uncertain;

    OwnMessages(String userId) {
        this.userId = userId;
    }

    /** The server has answered a message. */
    synchronized void answered(ResultCode result) {
        if (result == ResultCode.NONE) {
            accepted++;
        } else if (result == ResultCode.CHAT_BACKEND_UNAVAILABLE) {
            uncertain = true;
        }
    }

    synchronized void heard(ServerPacket packet) {
        if (packet instanceof RoomEnterResponse entry && entry.result() == ResultCode.NONE) {
            accepted = 0;
            heard = 0;
            history = 0;
            uncertain = false;
        } else if (packet instanceof RoomHistoryNotify older) {
            history = older.count();
        } else if (packet instanceof RoomGapNotify) {
            uncertain = true;
        } else if (packet instanceof RoomChatNotify chat) {
            if (history > 0) {
                history--;
            } else if (chat.userId().equals(userId)) {
                heard++;
            }
        }
    }

    /** The fate of the one message without an answer, after a complete resume. From now on it counts as answered. */
    synchronized Fate ofUnanswered() {
        if (uncertain || heard > accepted + 1) {
            return Fate.UNKNOWN;
        }
        if (heard <= accepted) {
            return Fate.NOT_SAID;
        }
        accepted++;
        return Fate.SAID;
    }
}

package io.onesend.chat.admin;

import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomChatRequest;
import io.onesend.chat.room.Room;
import io.onesend.chat.user.ChatUser;
import io.onesend.chat.user.UserDirectory;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.LogicThread;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tells every user of this host something, some in each task of the logic loop. */
@LogicThread
final class Notice {

    private final AdminQuestion<Integer> question;
    private final UserDirectory users;
    private final RoomChatNotify packet;
    private int told;

    Notice(AdminQuestion<Integer> question, UserDirectory users, String text) {
        this.question = question;
        this.users = users;
        packet = new RoomChatNotify(Room.SPEAKER, text);
    }

    /** @throws IllegalArgumentException if no packet holds the text */
    @AnyThread
    static void check(String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > RoomChatRequest.MAX_MESSAGE_BYTES) {
            throw new IllegalArgumentException("a notice has 1 to " + RoomChatRequest.MAX_MESSAGE_BYTES
                    + " bytes of UTF-8; this one has " + bytes);
        }
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a notice cannot have the character U+0000: it ends the text");
        }
    }

    void start() {
        assert question.isCurrent();
        tellThoseBehind("");
    }

    private void tellThoseBehind(String userId) {
        List<ChatUser> some = users.some("", userId, ChatAdmin.MOST_ROWS);
        some.forEach(user -> user.send(packet));
        told += some.size();
        if (some.size() < ChatAdmin.MOST_ROWS) {
            question.answer(told);
        } else {
            String last = some.get(some.size() - 1).userId();
            question.goOn(() -> tellThoseBehind(last));
        }
    }
}

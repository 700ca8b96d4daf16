package io.onesend.host.chat;

import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomEnterResponse;
import io.onesend.chat.packet.RoomLeaveResponse;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomNewUserNotify;
import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.network.logic.LogicThread;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What happens in the room, as lines for the screen. Logic thread. */
@LogicThread
final class RoomView {

    private final Consumer<String> screen;

    /** A leave names the number only. */
    private final Map<Long, String> namesByNumber = new HashMap<>();

    RoomView(Consumer<String> screen) {
        this.screen = screen;
    }

    void show(ServerPacket packet) {
        if (packet instanceof RoomChatNotify chat) {
            screen.accept(SafeText.escape(chat.userId()) + "> " + SafeText.escape(chat.message()));
        } else if (packet instanceof RoomEnterResponse answer) {
            tell("entered", answer.result());
        } else if (packet instanceof RoomLeaveResponse answer) {
            tell("left", answer.result());
        } else if (packet instanceof RoomUserListNotify list) {
            list.users().forEach(user -> namesByNumber.put(user.userUniqueId(), user.userId()));
            screen.accept("* in the room: "
                    + list.users().stream()
                            .map(user -> SafeText.escape(user.userId()))
                            .collect(Collectors.joining(", ")));
        } else if (packet instanceof RoomNewUserNotify entered) {
            namesByNumber.put(entered.userUniqueId(), entered.userId());
            screen.accept("* " + SafeText.escape(entered.userId()) + " has entered");
        } else if (packet instanceof RoomLeaveUserNotify left) {
            String name = namesByNumber.remove(left.userUniqueId());
            screen.accept("* " + (name == null ? "somebody" : SafeText.escape(name)) + " has left");
        }
    }

    private void tell(String done, ResultCode result) {
        if (result == ResultCode.NONE) {
            namesByNumber.clear();
        }
        screen.accept(result == ResultCode.NONE ? "* " + done : "* refused: " + result);
    }
}

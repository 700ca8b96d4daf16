package io.onesend.host.chat;

import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ResumeResponse;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomEnterResponse;
import io.onesend.chat.packet.RoomGapNotify;
import io.onesend.chat.packet.RoomLeaveResponse;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomNewUserNotify;
import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.host.text.SafeText;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.OwningThread;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What happens in the room, as lines for the screen. Logic thread. */
@LogicThread
final class RoomView {

    private final OwningThread owner = new OwningThread();
    private final Consumer<String> screen;
    private final Roster roster;
    private final @Nullable String hiddenSender;

    /** @param hiddenSender whose messages are on the screen already; null: nobody's */
    RoomView(Consumer<String> screen, Roster roster, @Nullable String hiddenSender) {
        this.screen = screen;
        this.roster = roster;
        this.hiddenSender = hiddenSender;
    }

    void show(ServerPacket packet) {
        assert owner.isCurrent();
        if (packet instanceof RoomChatNotify chat) {
            if (!chat.userId().equals(hiddenSender)) {
                screen.accept(SafeText.escape(chat.userId()) + "> " + SafeText.escape(chat.message()));
            }
        } else if (packet instanceof RoomEnterResponse answer) {
            tell("entered", answer.result());
        } else if (packet instanceof RoomLeaveResponse answer) {
            tell("left", answer.result());
        } else if (packet instanceof ResumeResponse answer) {
            showResumed(answer);
        } else if (packet instanceof RoomGapNotify gap) {
            roster.clear();
            screen.accept("* missing here, " + reason(gap.reason()) + ": " + missed(gap));
        } else if (packet instanceof RoomUserListNotify list) {
            list.users().forEach(user -> roster.add(user.userUniqueId(), user.userId()));
            screen.accept(inRoom(
                    list.users().stream().map(RoomUserListNotify.User::userId).toList()));
        } else if (packet instanceof RoomNewUserNotify entered) {
            roster.add(entered.userUniqueId(), entered.userId());
            screen.accept("* " + SafeText.escape(entered.userId()) + " has entered");
        } else if (packet instanceof RoomLeaveUserNotify left) {
            String name = roster.remove(left.userUniqueId());
            screen.accept("* " + (name == null ? "somebody" : SafeText.escape(name)) + " has left");
        }
    }

    /** A resume that is refused says nothing here: a login follows. */
    private void showResumed(ResumeResponse answer) {
        switch (answer.result()) {
            case NONE ->
                screen.accept(
                        answer.replay() == 0
                                ? "* resumed; nothing was missed"
                                : "* resumed; missed meanwhile: " + answer.replay());
            case RESUME_INCOMPLETE, RESUME_ROOM_FULL ->
                screen.accept("* resumed, but " + ResultText.of(answer.result()));
            default -> {}
        }
    }

    /** After a rewritten history nobody can count what is missing. */
    private static String missed(RoomGapNotify gap) {
        long events = gap.toOffset() - gap.fromOffset() + 1;
        return events > 0 ? events + " of the room's messages, entries and leaves" : "nobody knows how much";
    }

    private static String reason(RoomGapNotify.Reason reason) {
        return switch (reason) {
            case TRIMMED -> "because it was too long ago";
            case REWRITTEN -> "because the server had a failure";
            case LOST -> "because the server has lost it";
            case UNCERTAIN -> "because the server had a failure and is not sure yet";
        };
    }

    @AnyThread
    static String inRoom(List<String> names) {
        return "* in the room: " + names.stream().map(SafeText::escape).collect(Collectors.joining(", "));
    }

    private void tell(String done, ResultCode result) {
        if (result == ResultCode.NONE) {
            roster.clear();
        }
        screen.accept(result == ResultCode.NONE ? "* " + done : "* refused: " + ResultText.of(result));
    }
}

package io.onesend.host.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.ResumeResponse;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomEnterResponse;
import io.onesend.chat.packet.RoomGapNotify;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomNewUserNotify;
import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.chat.packet.RoomUserListNotify.User;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomViewTest {

    private final List<String> lines = new ArrayList<>();
    private final RoomView view = new RoomView(lines::add, new Roster(), null);

    @Test
    void tellsWhoIsThereWhoComesWhoSpeaksAndWhoLeaves() {
        view.show(new RoomEnterResponse(ResultCode.NONE));
        view.show(new RoomUserListNotify(List.of(new User(1, "alice"), new User(2, "bob"))));
        view.show(new RoomNewUserNotify(3, "carol"));
        view.show(new RoomChatNotify("carol", "hi"));
        view.show(new RoomLeaveUserNotify(2));
        view.show(new RoomLeaveUserNotify(9));

        assertThat(lines)
                .containsExactly(
                        "* entered",
                        "* in the room: alice, bob",
                        "* carol has entered",
                        "carol> hi",
                        "* bob has left",
                        "* somebody has left");
    }

    @Test
    void leavesOutWhatTheScreenHasAlready() {
        RoomView own = new RoomView(lines::add, new Roster(), "alice");
        own.show(new RoomChatNotify("alice", "typed here"));
        own.show(new RoomChatNotify("bob", "from there"));

        assertThat(lines).containsExactly("bob> from there");
    }

    @Test
    void tellsWhyAnEnterIsRefused() {
        view.show(new RoomEnterResponse(ResultCode.ENTER_ROOM_FULL_USER));

        assertThat(lines).containsExactly("* refused: the room is full");
    }

    @Test
    void tellsHowItWasResumed() {
        view.show(new ResumeResponse(ResultCode.NONE, 0));
        view.show(new ResumeResponse(ResultCode.NONE, 2));
        view.show(new ResumeResponse(ResultCode.RESUME_ROOM_FULL, 0));
        view.show(new ResumeResponse(ResultCode.RESUME_UNKNOWN_TOKEN, 0));

        assertThat(lines)
                .containsExactly(
                        "* resumed; nothing was missed",
                        "* resumed; missed meanwhile: 2",
                        "* resumed, but the room is full");
    }

    @Test
    void afterAGapItKnowsOnlyWhoIsListedThen() {
        view.show(new RoomUserListNotify(List.of(new User(1, "alice"), new User(2, "bob"))));
        view.show(new ResumeResponse(ResultCode.RESUME_INCOMPLETE, 0));
        view.show(new RoomGapNotify(3, 11, 20, RoomGapNotify.Reason.TRIMMED));
        view.show(new RoomUserListNotify(List.of(new User(1, "alice"))));
        view.show(new RoomLeaveUserNotify(2));

        assertThat(lines)
                .containsExactly(
                        "* in the room: alice, bob",
                        "* resumed, but some of what happened in the room is missing",
                        "* missing here, because it was too long ago: 10 of the room's messages, entries and leaves",
                        "* in the room: alice",
                        "* somebody has left");
    }

    @Test
    void doesNotCountWhatNobodyCanCount() {
        view.show(new RoomGapNotify(3, 21, 20, RoomGapNotify.Reason.REWRITTEN));

        assertThat(lines).containsExactly("* missing here, because the server had a failure: nobody knows how much");
    }

    @Test
    void escapesWhatOthersCallThemselvesAndSay() {
        view.show(new RoomNewUserNotify(3, "\u001b[1m"));
        view.show(new RoomUserListNotify(List.of(new User(4, "\u001b[2m"))));
        view.show(new RoomChatNotify("x\r", "\u001b]0;title\u0007"));
        view.show(new RoomLeaveUserNotify(3));

        assertThat(String.join("", lines).chars().noneMatch(Character::isISOControl))
                .isTrue();
    }
}

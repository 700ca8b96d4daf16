package io.onesend.chat.room;

import static io.onesend.chat.packet.ResultCode.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.OnLoop;
import io.onesend.chat.packet.Features;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomEnterResponse;
import io.onesend.chat.packet.RoomGapNotify;
import io.onesend.chat.packet.RoomHistoryNotify;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomNewUserNotify;
import io.onesend.chat.packet.RoomPositionNotify;
import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.chat.packet.RoomUserListNotify.User;
import io.onesend.chat.room.SharedRoom.Local;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What clients that asked for positions get of a room, and for its past, beside those that did not. */
class RoomPositionTest {

    private final SharedRoom shared = new SharedRoom();

    @RegisterExtension
    private final OnLoop onLoop = new OnLoop(shared.chat);

    private final Room room = shared.room;

    @Test
    void thePositionFollowsOnTheListAndOnEachEvent() {
        Local alice = positioned("alice");
        room.at(7, 70);
        shared.enter(alice);
        assertThat(alice.session().takeSent())
                .containsExactly(
                        new RoomEnterResponse(NONE),
                        new RoomUserListNotify(List.of(new User(10, "alice"))),
                        new RoomPositionNotify(7, 70));
        room.at(8, 80);
        room.apply(new RoomEvent.Entered(5, "far"), null);
        room.at(9, -90);
        room.apply(new RoomEvent.Said(5, "far", "hello"), null);
        room.at(10, 100);
        room.apply(new RoomEvent.Left(5), null);
        assertThat(alice.session().sentBytes())
                .as("one send for an event and its position")
                .hasSize(3);
        assertThat(alice.session().takeSent())
                .containsExactly(
                        new RoomNewUserNotify(5, "far"),
                        new RoomPositionNotify(8, 80),
                        new RoomChatNotify("far", "hello"),
                        new RoomPositionNotify(9, -90),
                        new RoomLeaveUserNotify(5),
                        new RoomPositionNotify(10, 100));
    }

    @Test
    void whoDidNotAskGetsTheEventsAlone() {
        Local old = shared.entered("old");
        Local alice = positioned("alice");
        shared.enter(alice);
        old.session().takeSent();
        alice.session().takeSent();
        room.at(9, 90);
        room.apply(new RoomEvent.Said(5, "far", "hello"), null);
        assertThat(old.session().takeSent()).containsExactly(new RoomChatNotify("far", "hello"));
        assertThat(alice.session().takeSent()).hasSize(2);
    }

    @Test
    void membersOfBothKindsLeaveInAnyOrder() {
        Local a = shared.entered("a");
        Local b = positioned("b");
        shared.enter(b);
        Local c = shared.entered("c");
        Local d = positioned("d");
        shared.enter(d);
        for (Local leaver : List.of(b, a, d)) {
            room.apply(new RoomEvent.Left(leaver.user().uniqueId()), leaver.user());
            leaver.session().takeSent();
        }
        c.session().takeSent();
        room.apply(new RoomEvent.Said(5, "far", "hello"), null);
        assertThat(c.session().takeSent()).containsExactly(new RoomChatNotify("far", "hello"));
        for (Local gone : List.of(a, b, d)) {
            assertThat(gone.session().takeSent()).isEmpty();
        }
        room.detach(c.user());
        assertThat(room.hasLocals()).isFalse();
    }

    @Test
    void afterARewrittenPastThePositionComesWhenAllOfTheDifferenceWasTold() {
        room.populate(List.of(new Room.Member(5, "gone"), new Room.Member(6, "gone too")));
        Local alice = positioned("alice");
        shared.enter(alice);
        alice.session().takeSent();
        room.at(3, 30);
        room.reconcile(List.of(new Room.Member(10, "alice"), new Room.Member(7, "new")));
        assertThat(alice.session().takeSent())
                .containsExactly(
                        new RoomLeaveUserNotify(5),
                        new RoomLeaveUserNotify(6),
                        new RoomNewUserNotify(7, "new"),
                        new RoomPositionNotify(3, 30));
    }

    @Test
    void aNewcomerGetsWhatWasSaidBeforeBehindTheListAndItsCountIfItKnowsThat() {
        List<RoomEvent.Said> past =
                List.of(new RoomEvent.Said(5, "far", "first"), new RoomEvent.Said(6, "near", "second"));
        Local old = shared.entered("old");
        room.briefing().past(old.user(), past);
        assertThat(old.session().takeSent())
                .containsExactly(
                        new RoomEnterResponse(NONE),
                        new RoomUserListNotify(List.of(new User(10, "old"))),
                        new RoomChatNotify("far", "first"),
                        new RoomChatNotify("near", "second"));
        Local alice = shared.loggedIn("alice");
        alice.user().granted(0, 2);
        shared.enter(alice);
        room.briefing().past(alice.user(), past);
        assertThat(alice.session().takeSent())
                .containsExactly(
                        new RoomEnterResponse(NONE),
                        new RoomUserListNotify(List.of(new User(10, "old"), new User(20, "alice"))),
                        new RoomHistoryNotify(2),
                        new RoomChatNotify("far", "first"),
                        new RoomChatNotify("near", "second"));
        assertThat(old.session().takeSent()).containsExactly(new RoomNewUserNotify(20, "alice"));
    }

    @Test
    void whoComesBackIsToldWhatItHasMissedAndThenHearsEverything() {
        room.populate(List.of(new Room.Member(10, "alice"), new Room.Member(5, "far")));
        Local alice = positioned("alice");
        room.briefing().missed(alice.user(), new RoomEvent.Entered(5, "far"), 3, 30);
        room.briefing().missed(alice.user(), new RoomEvent.Said(5, "far", "hello"), 4, 40);
        room.briefing().missed(alice.user(), new RoomEvent.Left(6), 6, 60);
        room.rejoin(alice.user());
        room.at(7, 70);
        room.apply(new RoomEvent.Said(5, "far", "again"), null);
        assertThat(alice.session().takeSent())
                .containsExactly(
                        new RoomNewUserNotify(5, "far"),
                        new RoomPositionNotify(3, 30),
                        new RoomChatNotify("far", "hello"),
                        new RoomPositionNotify(4, 40),
                        new RoomLeaveUserNotify(6),
                        new RoomPositionNotify(6, 60),
                        new RoomChatNotify("far", "again"),
                        new RoomPositionNotify(7, 70));
        assertThat(RoomBriefing.isTold(new RoomEvent.Moved(5))).isFalse();
    }

    @Test
    void whoHasMissedTooMuchIsToldWhatAndWhoIsThere() {
        room.populate(List.of(new Room.Member(10, "alice"), new Room.Member(5, "far")));
        room.at(900, 70);
        Local alice = positioned("alice");
        room.briefing().gap(alice.user(), 12, RoomGapNotify.Reason.TRIMMED);
        assertThat(alice.session().takeSent())
                .containsExactly(
                        new RoomGapNotify(SharedRoom.NUMBER, 12, 900, RoomGapNotify.Reason.TRIMMED),
                        new RoomUserListNotify(List.of(new User(10, "alice"), new User(5, "far"))),
                        new RoomPositionNotify(900, 70));
    }

    private Local positioned(String userId) {
        Local local = shared.loggedIn(userId);
        local.user().granted(Features.POSITIONS, 0);
        return local;
    }
}

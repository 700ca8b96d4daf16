package io.onesend.chat.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.packet.ResultCode;
import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomLeaveUserNotify;
import io.onesend.chat.packet.RoomNewUserNotify;
import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.chat.packet.RoomUserListNotify.User;
import io.onesend.chat.packet.ServerPacket;
import io.onesend.chat.room.RoomEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A conversation of two that is clean; then one thing in it is changed, and the checker must find just that. */
class ClusterCheckerTest {

    private static final int ROOM = 7;
    private static final RoomEvent ALICE_ENTERS = new RoomEvent.Entered(1, "alice");
    private static final RoomEvent BOB_ENTERS = new RoomEvent.Entered(2, "bob");

    private static final RewrittenEvent SECOND =
            new RewrittenEvent(new RoomStream.Entry(4, "tag3", new RoomEvent.Said(2, "bob", "second")), 4, 0);

    private final ClientLog alice = new ClientLog("alice");
    private final ClientLog bob = new ClientLog("bob");

    private final List<RoomEvent> stored = new ArrayList<>(List.of(
            ALICE_ENTERS,
            said(1, "alice", "first"),
            BOB_ENTERS,
            said(2, "bob", "second"),
            said(1, "alice", "third"),
            new RoomEvent.Left(2),
            said(1, "alice", "fourth")));

    private final List<ServerPacket> heardByAlice = new ArrayList<>(List.of(
            chat("alice", "first"),
            new RoomNewUserNotify(2, "bob"),
            chat("bob", "second"),
            chat("alice", "third"),
            new RoomLeaveUserNotify(2),
            chat("alice", "fourth")));

    private final List<ServerPacket> heardByBob =
            new ArrayList<>(List.of(chat("bob", "second"), chat("alice", "third")));

    private CheckRules rules = CheckRules.strict(2);
    private boolean bobLeaves = true;

    @Test
    void findsNothingWhereEveryoneHeardTheirRunOfTheStream() {
        CheckReport report = check();
        assertThat(report.problems()).isEmpty();
        assertThat(report)
                .hasToString("sent 5, accepted 4, refused 0, unknown 1, stored 4, heard 8; "
                        + "lost 0, repeated 0, missing 0, reordered 0, vanished 0, wrong 0");
        assertThat(report.isClean()).isTrue();
    }

    @Test
    void findsATextThatWasAcceptedAndNotStored() {
        stored.remove(6);
        heardByAlice.remove(5);
        CheckReport report = check();
        assertThat(report.lost()).isOne();
        assertThat(counted(report)).isOne();
    }

    @Test
    void findsATextThatIsStoredTwice() {
        stored.add(5, said(1, "alice", "third"));
        heardByAlice.add(4, chat("alice", "third"));
        heardByBob.add(chat("alice", "third"));
        CheckReport report = check();
        assertThat(report.repeated()).isOne();
        assertThat(counted(report)).isOne();
    }

    @Test
    void findsATextThatWasHeardTwice() {
        heardByBob.add(1, heardByBob.get(0));
        CheckReport report = check();
        assertThat(report.repeated()).isOne();
        assertThat(counted(report)).isOne();
    }

    @Test
    void findsATextThatWasNotHeard() {
        heardByBob.remove(0);
        CheckReport report = check();
        assertThat(report.missing()).isOne();
        assertThat(counted(report)).isOne();
    }

    @Test
    void findsTheLastTextMissingToOneWhoIsStillThere() {
        heardByAlice.remove(5);
        assertThat(check().missing()).isOne();
    }

    @Test
    void findsTheLastTextMissingToOneWhoLeftAfterIt() {
        heardByBob.remove(1);
        assertThat(check().missing()).isOne();
    }

    @Test
    void doesNotMissTheLastTextWhereTheLeaveTimedOut() {
        heardByBob.remove(1);
        rules = rules.afterBrokenLinks();
        assertThat(check().isClean()).isTrue();
    }

    @Test
    void doesNotMissTheLastTextWhereTheConnectionEnded() {
        heardByBob.remove(1);
        bobLeaves = false;
        assertThat(check().isClean()).isTrue();
    }

    @Test
    void findsTwoTextsThatWereHeardTheOtherWayRound() {
        heardByAlice.add(2, heardByAlice.remove(3));
        CheckReport report = check();
        assertThat(report.reordered()).isOne();
        assertThat(counted(report)).isOne();
    }

    @Test
    void findsANotifyOfAMemberThatWasHeardTooLate() {
        heardByAlice.add(2, heardByAlice.remove(1));
        CheckReport report = check();
        assertThat(report.reordered()).isOne();
        assertThat(counted(report)).isOne();
    }

    @Test
    void findsATextThatWasHeardAndNeverStored() {
        heardByBob.add(chat("alice", "never stored"));
        CheckReport report = check();
        assertThat(report.vanished()).isOne();
        assertThat(counted(report)).isOne();
    }

    @Test
    void findsATextHeardUnderAnotherName() {
        heardByBob.set(1, chat("bob", "third"));
        CheckReport report = check();
        assertThat(report.vanished()).isOne();
        assertThat(report.missing()).isOne();
    }

    @Test
    void findsARoomOverItsLimitThoughItWasFullForOneEventOnly() {
        rules = CheckRules.strict(1);
        CheckReport report = check();
        assertThat(report.wrong()).isEqualTo(3);
        assertThat(report.problems()).contains("wrong: 2 members at offset 3 of room 7");
    }

    @Test
    void findsAListThatIsNotTheRooms() {
        enter(alice, List.of(new User(1, "alice")), heardByAlice);
        enter(bob, List.of(new User(3, "carol"), new User(2, "bob")), heardByBob);
        bob.left();
        assertThat(checkEntered().wrong()).isOne();
    }

    @Test
    void findsARefusedTextThatIsStored() {
        alice.said("fifth");
        alice.answered("fifth", ResultCode.ROOM_TOO_MANY_PACKET);
        stored.add(said(1, "alice", "fifth"));
        heardByAlice.add(chat("alice", "fifth"));
        assertThat(check().wrong()).isOne();
    }

    @Test
    void findsAUserWhoIsInTwice() {
        stored.add(3, BOB_ENTERS);
        heardByAlice.add(2, new RoomNewUserNotify(2, "bob"));
        assertThat(check().wrong()).isPositive();
    }

    @Test
    void takesTheEntryThatExplainsAStayWhereAnEarlierOneWasUndone() {
        stored.addAll(1, List.of(BOB_ENTERS, new RoomEvent.Left(2)));
        heardByAlice.addAll(0, List.of(new RoomNewUserNotify(2, "bob"), new RoomLeaveUserNotify(2)));
        assertThat(check().isClean()).isTrue();
    }

    @Test
    void findsNothingWhereAnUnknownTextTurnsOutStored() {
        stored.add(said(2, "bob", "unknown"));
        heardByAlice.add(chat("bob", "unknown"));
        assertThat(check().isClean()).isTrue();
    }

    @Test
    void toleratesAnotherOrderOnlyOfWhatAFailoverHasTakenOut() {
        heardByAlice.add(2, heardByAlice.remove(3));
        heardByBob.add(0, heardByBob.remove(1));
        rules = rules.afterRewriting(List.of(SECOND));
        assertThat(check().isClean()).isTrue();
    }

    @Test
    void findsATextThatAFailoverHasTakenOutMissingToOneWhoIsStillThere() {
        heardByAlice.remove(2);
        rules = rules.afterRewriting(List.of(SECOND));
        assertThat(check().missing()).isOne();
    }

    @Test
    void findsAViewThatDoesNotFitTheRoomAfterAFailover() {
        heardByAlice.remove(4);
        rules = rules.afterRewriting(List.of(SECOND));
        assertThat(check().wrong()).isOne();
    }

    @Test
    void findsAnAcceptedTextThatAFailoverHasTakenOutLostUnlessItsHostHasDied() {
        stored.remove(3);
        heardByAlice.remove(2);
        heardByBob.remove(0);
        rules = rules.afterRewriting(List.of(SECOND));
        assertThat(check().lost()).isOne();
    }

    @Test
    void acceptsThatATextIsLostThatAFailoverHasTakenOutWhereHostsHaveDied() {
        stored.remove(3);
        rules = rules.afterRewriting(List.of(SECOND)).afterDeathOfHosts();
        assertThat(check().isClean()).isTrue();
    }

    @Test
    void acceptsAListWithoutThoseWhoHaveLeftSinceWhereLinksHaveBroken() {
        stored.add(2, new RoomEvent.Entered(3, "carol"));
        stored.add(5, new RoomEvent.Left(3));
        heardByAlice.add(1, new RoomNewUserNotify(3, "carol"));
        heardByAlice.add(4, new RoomLeaveUserNotify(3));
        rules = CheckRules.strict(3).afterBrokenLinks();
        assertThat(check().isClean()).isTrue();
    }

    private static RoomEvent said(long uniqueId, String userId, String text) {
        return new RoomEvent.Said(uniqueId, userId, text);
    }

    private static RoomChatNotify chat(String userId, String text) {
        return new RoomChatNotify(userId, text);
    }

    private static long counted(CheckReport report) {
        return report.lost()
                + report.repeated()
                + report.missing()
                + report.reordered()
                + report.vanished()
                + report.wrong();
    }

    private CheckReport check() {
        enter(alice, List.of(new User(1, "alice")), heardByAlice);
        enter(bob, List.of(new User(1, "alice"), new User(2, "bob")), heardByBob);
        if (bobLeaves) {
            bob.left();
        } else {
            bob.closed();
        }
        return checkEntered();
    }

    private static void enter(ClientLog log, List<User> members, List<ServerPacket> heard) {
        log.entered(ROOM);
        log.received(new RoomUserListNotify(members));
        heard.forEach(log::received);
    }

    private CheckReport checkEntered() {
        for (String text : List.of("first", "third", "fourth")) {
            alice.said(text);
            alice.answered(text, ResultCode.NONE);
        }
        bob.said("second");
        bob.answered("second", ResultCode.NONE);
        bob.said("unknown");
        bob.answered("unknown", ResultCode.CHAT_BACKEND_UNAVAILABLE);
        List<RoomStream.Entry> entries = new ArrayList<>();
        for (RoomEvent event : stored) {
            entries.add(new RoomStream.Entry(entries.size() + 1, "tag" + entries.size(), event));
        }
        return new ClusterChecker(rules, List.of(new RoomStream(ROOM, entries)), List.of(alice, bob)).check();
    }
}

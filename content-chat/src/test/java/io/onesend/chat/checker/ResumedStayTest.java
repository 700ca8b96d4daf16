package io.onesend.chat.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.packet.RoomChatNotify;
import io.onesend.chat.packet.RoomPositionNotify;
import io.onesend.chat.packet.RoomUserListNotify;
import io.onesend.chat.packet.RoomUserListNotify.User;
import io.onesend.chat.room.RoomEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients who go on in their rooms on another connection, with all that they have missed or behind a gap. */
class ResumedStayTest {

    private static final int ROOM = 7;

    private final ClientLog alice = new ClientLog("alice");
    private final List<RoomEvent> stored =
            new ArrayList<>(List.of(new RoomEvent.Entered(1, "alice"), said("first"), said("second"), said("third")));

    @Test
    void whatWasReplayedBelongsToTheStay() {
        enter();
        hear("first");
        alice.resumed();
        hear("second", "third");

        assertThat(check().isClean()).isTrue();
    }

    @Test
    void findsWhatWasNotReplayed() {
        enter();
        hear("first");
        alice.resumed();
        hear("third");

        assertThat(check().missing()).isOne();
    }

    @Test
    void missesNothingBeforeTheEndOfAGapAndEverythingBehindIt() {
        enter();
        alice.missedSomething("alice");
        alice.received(new RoomUserListNotify(List.of(new User(1, "alice"))));
        alice.received(new RoomPositionNotify(3, PositionTags.of(entries()).get(2)));
        hear("third");
        assertThat(check().isClean()).isTrue();

        stored.add(said("fourth"));
        assertThat(check().missing()).isOne();
    }

    @Test
    void missesNothingBehindAGapThatEndsBeforeTheFirstEvent() {
        enter();
        alice.missedSomething("alice");
        alice.received(new RoomUserListNotify(List.of(new User(1, "alice"))));
        alice.received(new RoomPositionNotify(0, ~0L));
        stored.remove(0);
        hear("first", "second");
        assertThat(check().missing()).isOne();

        hear("third");
        assertThat(check().missing()).isZero();
    }

    @Test
    void missesNothingThatComesAgainBehindAGapThatWasUncertain() {
        RoomStream.Entry again = entries().get(2);
        List<Long> tags = PositionTags.of(entries());
        CheckRules rules =
                CheckRules.strict(2).afterRewriting(List.of(new RewrittenEvent(again, again.offset(), tags.get(2))));

        beginBehindAGap(new RoomPositionNotify(2, ~tags.get(1)));
        hear("third");
        assertThat(check(rules).missing()).isZero();
        assertThat(check().missing()).as("where no failover took it out").isOne();

        beginBehindAGap(new RoomPositionNotify(2, tags.get(1)));
        hear("third");
        assertThat(check(rules).missing()).as("where the host was sure").isOne();
    }

    @Test
    void findsATextThatWasNeitherAnsweredNorReplayedAndIsStored() {
        enter();
        hear("first", "second", "third");
        alice.said("lost with its connection");
        alice.resumed();
        alice.neverSaid("lost with its connection");
        assertThat(check().isClean()).isTrue();

        stored.add(said("lost with its connection"));
        hear("lost with its connection");
        assertThat(check().problems())
                .containsExactly("wrong: neither answered nor replayed, and stored: lost with its connection");
    }

    @Test
    void missesNothingOfATimeWhenItsFirstEnterWasNotAnswered() {
        CheckRules rules = CheckRules.strict(2).afterBrokenLinks();
        alice.entered(ROOM);
        alice.received(new RoomUserListNotify(List.of(new User(1, "alice"))));
        alice.received(new RoomPositionNotify(3, PositionTags.of(entries()).get(2)));
        assertThat(check(rules).missing()).isOne();

        hear("third");
        assertThat(check(rules).missing()).isZero();
        assertThat(check().missing()).as("where no link broke").isEqualTo(2);
    }

    @Test
    void missesNothingOfATimeBeforeItsSecondEnterWhichAFailoverTookOut() {
        CheckRules rules = enterByALostMove(0);
        assertThat(check(rules).missing()).isOne();

        hear("third");
        assertThat(check(rules).missing()).isZero();
    }

    @Test
    void missesWhatWasBeforeItsSecondEnterIfThatHadAnotherPast() {
        CheckRules rules = enterByALostMove(1);
        hear("third");
        assertThat(check(rules).missing()).isEqualTo(2);
    }

    /** Its first enter was not answered. The move stood before "third", behind what is stored if nothing is added to its chain. */
    private CheckRules enterByALostMove(long added) {
        List<RoomStream.Entry> asItWas = new ArrayList<>(entries().subList(0, 3));
        RoomStream.Entry moved = new RoomStream.Entry(4, "99", new RoomEvent.Moved(1));
        asItWas.add(moved);
        long position = PositionTags.of(asItWas).get(3) + added;
        alice.entered(ROOM);
        alice.received(new RoomUserListNotify(List.of(new User(1, "alice"))));
        alice.received(new RoomPositionNotify(moved.offset(), position));
        return CheckRules.strict(2)
                .afterBrokenLinks()
                .afterRewriting(List.of(new RewrittenEvent(moved, moved.offset(), position)));
    }

    private void beginBehindAGap(RoomPositionNotify position) {
        alice.entered(ROOM);
        alice.missedSomething("alice");
        alice.received(new RoomUserListNotify(List.of(new User(1, "alice"))));
        alice.received(position);
    }

    private void enter() {
        alice.entered(ROOM);
        alice.received(new RoomUserListNotify(List.of(new User(1, "alice"))));
    }

    private void hear(String... texts) {
        for (String text : texts) {
            alice.received(new RoomChatNotify("alice", text));
        }
    }

    private static RoomEvent said(String text) {
        return new RoomEvent.Said(1, "alice", text);
    }

    /** The tag of each event is its place. */
    private List<RoomStream.Entry> entries() {
        List<RoomStream.Entry> entries = new ArrayList<>();
        for (RoomEvent event : stored) {
            entries.add(new RoomStream.Entry(entries.size() + 1, Integer.toString(entries.size()), event));
        }
        return entries;
    }

    private CheckReport check() {
        return check(CheckRules.strict(2));
    }

    private CheckReport check(CheckRules rules) {
        ClientLog others = new ClientLog("others");
        List.of("first", "second", "third", "fourth").forEach(others::said);
        return new ClusterChecker(rules, List.of(new RoomStream(ROOM, entries())), List.of(alice, others)).check();
    }
}

package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.cluster.RoomTail.Heard;
import io.onesend.chat.room.Room;
import io.onesend.chat.room.RoomEvent;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LostEventsTest {

    private static final Room.Member ANNE = new Room.Member(1, "anne");
    private static final Room.Member BO = new Room.Member(2, "bo");

    private final Set<Long> shown = new HashSet<>();
    private final Set<Long> here = new HashSet<>();
    private final LostEvents lost = new LostEvents(shown::contains, here::contains);

    @Test
    void lostChangesOfMembersAreShown() {
        lost.add(losing(heard(12, new RoomEvent.Entered(2, "bo")), heard(13, new RoomEvent.Left(1))));

        assertThat(lost.membersAfter(List.of(ANNE))).containsExactly(BO);
    }

    @Test
    void lostChangesAreShownAfterASecondFailoverToo() {
        lost.add(losing(heard(12, new RoomEvent.Left(1)), heard(13, new RoomEvent.Entered(2, "bo"))));
        lost.add(losing(heard(13, new RoomEvent.Entered(2, "bo"))));

        assertThat(lost.membersAfter(List.of(ANNE))).containsExactly(BO);
    }

    @Test
    void theOldestAreForgottenWhereFailoversLoseMoreAndMore() {
        int failovers = LostEvents.MOST + 10;
        for (int i = 1; i <= failovers; i++) {
            lost.add(losing(heard(i, null)));
        }

        assertThat(comesAgain(10, new RoomEvent.Said(1, "anne", "forgotten"))).isFalse();
        for (int i = 11; i <= failovers; i++) {
            assertThat(comesAgain(i, new RoomEvent.Said(1, "anne", "known"))).isTrue();
        }
    }

    @Test
    void membersAreTakenAsTheyAreOnceALeaseHasPassed() {
        lost.add(losing(heard(12, new RoomEvent.Left(1))));
        lost.awaitUntil(100);
        assertThat(lost.settle(99)).isFalse();
        assertThat(lost.settle(100)).isTrue();

        lost.add(losing(heard(14, new RoomEvent.Entered(2, "bo"))));
        lost.awaitUntil(200);
        assertThat(lost.membersAfter(List.of(ANNE))).containsExactly(ANNE, BO);
        assertThat(lost.settle(199)).isFalse();
        assertThat(lost.settle(200)).isTrue();
    }

    @Test
    void theyAreNotOverWhileMembersAreShownByThem() {
        lost.add(losing(heard(12, new RoomEvent.Left(1)), heard(13, null)));
        lost.awaitUntil(100);

        lost.areOverAt(50);
        assertThat(lost.areOver(50)).isFalse();
        assertThat(lost.settle(50)).isTrue();
        lost.add(losing());
        lost.awaitUntil(150);
        assertThat(lost.areOver(50)).isTrue();
    }

    @Test
    void whatIsLostWhileTheMembersAreAskedForIsWaitedFor() {
        lost.add(losing(heard(12, new RoomEvent.Left(1))));
        lost.awaitUntil(100);
        assertThat(lost.settle(100)).isTrue();

        lost.add(losing(heard(13, null)));
        lost.awaitUntil(200);
        assertThat(lost.areOver(199)).isFalse();
        assertThat(lost.areOver(200)).isTrue();
    }

    @Test
    void aChangeThatWasWaitedForLongEnoughIsNewsWhenItComesAfterAll() {
        shown.add(1L);
        lost.add(losing(heard(12, new RoomEvent.Left(1))));
        lost.awaitUntil(100);
        lost.settle(100);
        lost.add(losing());
        lost.awaitUntil(200);

        assertThat(lost.settle(300)).isFalse();
        assertThat(comesAgain(12, new RoomEvent.Left(1))).isFalse();
    }

    @Test
    void whatIsAppendedAgainHasNoEffect() {
        shown.add(1L);
        lost.add(
                losing(heard(12, new RoomEvent.Left(1)), heard(13, new RoomEvent.Entered(1, "anne")), heard(14, null)));

        assertThat(comesAgain(12, new RoomEvent.Left(1))).isTrue();
        assertThat(comesAgain(14, new RoomEvent.Said(1, "anne", "hello"))).isTrue();
        assertThat(comesAgain(13, new RoomEvent.Entered(1, "anne"))).isTrue();
        assertThat(comesAgain(13, new RoomEvent.Said(1, "anne", "news"))).isFalse();
        assertThat(comesAgain(15, new RoomEvent.Left(1))).isFalse();
    }

    @Test
    void aUserOfThisHostWhoseEntryIsLostLeavesByNoOlderEvent() {
        shown.add(1L);
        here.add(1L);
        lost.add(losing(heard(12, new RoomEvent.Entered(1, "anne"))));

        assertThat(comesAgain(11, new RoomEvent.Left(1))).isTrue();
        assertThat(comesAgain(12, new RoomEvent.Entered(1, "anne"))).isTrue();
        assertThat(comesAgain(13, new RoomEvent.Left(1))).isFalse();
    }

    @Test
    void newsOfAMemberEndTheWaitingForItsLostChanges() {
        lost.add(losing(heard(12, new RoomEvent.Left(1)), heard(13, new RoomEvent.Left(2))));

        assertThat(comesAgain(14, new RoomEvent.Entered(1, "anne"))).isFalse();
        shown.add(1L);
        assertThat(lost.membersAfter(List.of(ANNE, BO))).containsExactly(ANNE);
        assertThat(comesAgain(12, new RoomEvent.Left(1))).isFalse();
    }

    @Test
    void aLeaveIsNotWaitedForOnceItsMemberHasMoved() {
        lost.add(losing(heard(12, new RoomEvent.Left(1)), heard(13, new RoomEvent.Left(2))));
        lost.forget(1);

        assertThat(lost.membersAfter(List.of(ANNE, BO))).containsExactly(ANNE);
        assertThat(lost.areOver(1)).isFalse();
        lost.forget(2);
        assertThat(lost.areOver(1)).isTrue();
    }

    @Test
    void whatChangesNothingHasNoEffect() {
        shown.add(1L);
        lost.mayRepeat();

        assertThat(comesAgain(14, new RoomEvent.Entered(1, "anne"))).isTrue();
        assertThat(comesAgain(15, new RoomEvent.Left(2))).isTrue();
        assertThat(comesAgain(16, new RoomEvent.Entered(2, "bo"))).isFalse();
        assertThat(comesAgain(17, new RoomEvent.Left(1))).isFalse();
    }

    @Test
    void whatIsLostASecondTimeStoodBeforeWhatHasNotComeAgain() {
        lost.add(losing(heard(12, new RoomEvent.Entered(2, "bo")), heard(13, new RoomEvent.Left(2))));
        assertThat(comesAgain(12, new RoomEvent.Entered(2, "bo"))).isTrue();
        lost.add(losing(heard(12, new RoomEvent.Entered(2, "bo"))));

        assertThat(lost.membersAfter(List.of(ANNE))).containsExactly(ANNE);
    }

    @Test
    void nothingIsAwaitedIfOnlyMessagesAreLost() {
        lost.add(losing(heard(12, null)));
        lost.awaitUntil(100);

        assertThat(lost.settle(100)).isFalse();
    }

    private boolean comesAgain(long tag, RoomEvent event) {
        return lost.isWithoutEffect(new Position(20, tag), event);
    }

    private static Rewrite losing(Heard... heard) {
        Map<Long, Heard> byTag = new LinkedHashMap<>();
        for (Heard each : heard) {
            byTag.put(each.position().tag(), each);
        }
        return new Rewrite(11, List.of(), byTag);
    }

    /** An event whose tag is its offset; null for a message. */
    private static Heard heard(long offset, @Nullable RoomEvent event) {
        return new Heard(new Position(offset, offset), event);
    }
}

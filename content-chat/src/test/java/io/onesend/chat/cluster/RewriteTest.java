package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.cluster.RoomTail.Heard;
import io.onesend.chat.room.RoomEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two histories of a room part after the last event that both have. */
class RewriteTest {

    private static final RoomEvent ANNE_ENTERED = new RoomEvent.Entered(1, "anne");
    private static final RoomEvent BO_ENTERED = new RoomEvent.Entered(2, "bo");
    private static final RoomEvent ANNE_LEFT = new RoomEvent.Left(1);
    private static final RoomEvent SAID = new RoomEvent.Said(2, "bo", "hello");

    @Test
    void theyPartAfterTheLastEventThatBothHave() {
        Rewrite rewrite = Rewrite.between(
                List.of(heard(4, 14, SAID), heard(5, 15, ANNE_LEFT), heard(6, 16, SAID)),
                history(List.of(), entry(4, 14, SAID), entry(5, 25, SAID)));

        assertThat(rewrite).isNotNull();
        assertThat(rewrite.parting()).isEqualTo(4);
        assertThat(rewrite.theirs()).containsExactly(entry(5, 25, SAID));
        assertThat(rewrite.lost()).containsOnlyKeys(15L, 16L);
    }

    @Test
    void theyPartBeforeTheFirstEventOnlyIfBothBeginWithIt() {
        assertThat(Rewrite.between(List.of(heard(1, 11, ANNE_ENTERED)), history(List.of(), entry(1, 21, BO_ENTERED))))
                .extracting(Rewrite::parting)
                .isEqualTo(0L);
        assertThat(Rewrite.between(List.of(heard(1, 11, ANNE_ENTERED)), history(List.of())))
                .extracting(Rewrite::parting)
                .isEqualTo(0L);
        assertThat(Rewrite.between(List.of(heard(2, 12, SAID)), history(List.of(), entry(1, 21, BO_ENTERED))))
                .isNull();
        assertThat(Rewrite.between(List.of(heard(1, 11, ANNE_ENTERED)), history(List.of(), entry(2, 22, SAID))))
                .isNull();
    }

    @Test
    void aLaterPlaceWhereTheyAgreeByChanceProvesNothing() {
        Rewrite rewrite = Rewrite.between(
                List.of(heard(4, 14, SAID), heard(5, 15, SAID), heard(6, 16, SAID)),
                history(List.of(), entry(4, 14, SAID), entry(5, 25, SAID), entry(6, 16, SAID), entry(7, 15, SAID)));

        assertThat(rewrite).isNotNull();
        assertThat(rewrite.parting()).isEqualTo(4);
        assertThat(rewrite.lost()).containsOnlyKeys(15L, 16L);
    }

    @Test
    void theyDoNotPartWhereTheFirstPlaceThatBothTellDiffers() {
        assertThat(Rewrite.between(
                        List.of(heard(4, 14, SAID), heard(5, 15, SAID)),
                        history(List.of(), entry(4, 24, SAID), entry(5, 15, SAID))))
                .isNull();
    }

    @Test
    void nothingIsProvedByAHistoryOfWhichNothingIsLeft() {
        RoomState trimmed = new RoomState(List.of(), new Position(9, 29), List.of(), Chain.START);

        assertThat(Rewrite.between(List.of(heard(1, 11, ANNE_ENTERED)), trimmed))
                .isNull();
    }

    @Test
    void aHistoryMayBeginLaterThanWhatWasHeard() {
        assertThat(Rewrite.between(
                        List.of(heard(4, 14, SAID), heard(5, 15, SAID), heard(6, 16, SAID)),
                        history(List.of(), entry(5, 15, SAID), entry(6, 26, SAID))))
                .extracting(Rewrite::parting)
                .isEqualTo(5L);
    }

    @Test
    void aHistoryWithoutTheFirstEventHeardIsOlderThanAllOfIt() {
        List<Heard> heard = List.of(heard(5, 15, ANNE_LEFT), heard(6, 16, BO_ENTERED), heard(7, 17, SAID));

        Rewrite shorter =
                Rewrite.beforeAll(heard, history(List.of(), entry(3, 13, SAID), entry(4, 17, SAID)), Set.of(16L));
        assertThat(shorter).isNotNull();
        assertThat(shorter.theirs()).isEmpty();
        assertThat(shorter.lost()).containsOnlyKeys(15L, 16L);
        assertThat(Rewrite.beforeAll(heard, history(List.of(), entry(4, 14, SAID), entry(5, 25, SAID)), Set.of(16L)))
                .isNotNull();
        assertThat(Rewrite.beforeAll(heard, history(List.of(), entry(5, 15, SAID), entry(6, 26, SAID)), Set.of(16L)))
                .isNull();
        assertThat(Rewrite.beforeAll(heard, history(List.of(), entry(6, 26, SAID)), Set.of(16L)))
                .isNull();
    }

    @Test
    void whatFollowsOnAnEntryThatIsInTheHistoryAgainIsToBeHeard() {
        List<Heard> heard = List.of(heard(5, 15, ANNE_LEFT), heard(6, 16, BO_ENTERED), heard(7, 17, SAID));

        Rewrite again = Rewrite.beforeAll(
                heard,
                history(List.of(), entry(4, 15, ANNE_LEFT), entry(5, 16, BO_ENTERED), entry(6, 26, SAID)),
                Set.of(16L));

        assertThat(again).isNotNull();
        assertThat(again.parting()).isEqualTo(4);
        assertThat(again.theirs()).extracting(each -> each.position().tag()).containsExactly(16L, 26L);
        assertThat(again.lost()).containsOnlyKeys(16L, 17L);
    }

    @Test
    void aTailIsWholeUntilItHasDroppedSomething() {
        RoomTail tail = new RoomTail();
        for (int i = 1; i <= 16; i++) {
            tail.add(new Position(i, i), SAID, 1);
        }
        assertThat(tail.isWhole()).isTrue();
        tail.add(new Position(17, 17), SAID, 1);
        assertThat(tail.isWhole()).as("grown before anything was dropped").isTrue();
        for (int i = 18; i <= 33; i++) {
            tail.add(new Position(i, i), SAID, 20L * i);
        }
        assertThat(tail.isWhole()).isFalse();
        tail.clear();
        assertThat(tail.isWhole()).isTrue();
    }

    @Test
    void aTailGrowsAlsoAfterItWasCleared() {
        RoomTail tail = new RoomTail();
        for (int i = 1; i <= 16; i++) {
            tail.add(new Position(i, i), SAID, 1);
        }
        tail.clear();
        tail.add(new Position(17, 17), SAID, 1);

        assertThat(offsets(tail)).containsExactly(17L);
    }

    @Test
    void aBusyRoomKeepsMoreOfItsPast() {
        RoomTail quiet = new RoomTail();
        RoomTail busy = new RoomTail();
        for (int i = 1; i <= 2000; i++) {
            quiet.add(new Position(i, i), SAID, 20L * i);
            busy.add(new Position(i, i), SAID, 1);
        }

        assertThat(offsets(quiet)).hasSize(16).first().isEqualTo(1985L);
        assertThat(offsets(busy)).hasSize(1024).first().isEqualTo(977L);
        assertThat(offsets(busy)).last().isEqualTo(2000L);
    }

    @Test
    void aTailGoesBackAsFarAsAFailoverOnRequestTakes() {
        int eventsATick = 6;
        RoomTail tail = new RoomTail();
        for (int i = 0; i < 6000; i++) {
            tail.add(new Position(i, i), SAID, i / eventsATick);
        }

        int threeSeconds = 60 * eventsATick;
        assertThat(offsets(tail)).contains(6000L - threeSeconds);
    }

    /** When a room becomes busy has nothing to do with when it is counted. */
    @Test
    void aTailGoesBackFiveSecondsAlsoInARoomThatHasJustBecomeBusy() {
        int eventsATick = 3;
        int fourSeconds = 80;
        for (int busyFrom = 1000; busyFrom < 1100; busyFrom++) {
            RoomTail tail = new RoomTail();
            for (int i = 0; i < fourSeconds * eventsATick; i++) {
                tail.add(new Position(i, i), SAID, busyFrom + i / eventsATick);
            }

            assertThat(offsets(tail))
                    .as("busy from tick %d on", busyFrom)
                    .first()
                    .isEqualTo(0L);
        }
    }

    @Test
    void whatIsKeptAfterARewriteIsAsOldAsBefore() {
        RoomTail tail = new RoomTail();
        for (int i = 1; i <= 16; i++) {
            tail.add(new Position(i, i), SAID, 1);
        }
        tail.dropBehind(12);
        assertThat(offsets(tail)).hasSize(12).last().isEqualTo(12L);
        for (int i = 13; i <= 16; i++) {
            tail.add(new Position(i, i + 100), SAID, 1000);
        }
        tail.add(new Position(17, 117), SAID, 1000);

        assertThat(offsets(tail)).as("the oldest had to go").hasSize(16).first().isEqualTo(2L);
    }

    private static List<Long> offsets(RoomTail tail) {
        return tail.all().stream().map(each -> each.position().offset()).toList();
    }

    private static Heard heard(long offset, long tag, RoomEvent event) {
        return new Heard(new Position(offset, tag), event instanceof RoomEvent.Said ? null : event);
    }

    private static RoomState.Entry entry(long offset, long tag, RoomEvent event) {
        return new RoomState.Entry(new Position(offset, tag), event);
    }

    private static RoomState history(List<RoomState.Member> members, RoomState.Entry... entries) {
        List<RoomState.Entry> newest = new ArrayList<>(List.of(entries));
        Position at = newest.isEmpty()
                ? Position.START
                : newest.get(newest.size() - 1).position();
        return new RoomState(members, at, newest, Chain.START);
    }
}

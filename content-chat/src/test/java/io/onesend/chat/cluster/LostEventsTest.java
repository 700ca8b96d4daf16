package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.cluster.RoomTail.Heard;
import io.onesend.chat.room.Room;
import io.onesend.chat.room.RoomEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LostEventsTest {

    private static final Room.Member ANNE = new Room.Member(1, "anne");
    private static final Room.Member BO = new Room.Member(2, "bo");

    private final LostEvents lost = new LostEvents();

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
    void membersAreTakenAsTheyAreOnceALeaseHasPassed() {
        lost.add(losing(heard(12, new RoomEvent.Left(1))));
        assertThat(lost.awaitUntil(100)).isFalse();
        assertThat(lost.settle(99)).isFalse();
        assertThat(lost.settle(100)).isTrue();

        assertThat(lost.awaitUntil(200)).isTrue();
        assertThat(lost.settle(300)).isFalse();
    }

    @Test
    void nothingIsAwaitedIfOnlyMessagesAreLost() {
        lost.add(losing(heard(12, null)));
        assertThat(lost.awaitUntil(100)).isFalse();

        assertThat(lost.settle(100)).isFalse();
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

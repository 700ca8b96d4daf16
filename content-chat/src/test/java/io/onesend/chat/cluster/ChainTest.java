package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.chat.checker.PositionTags;
import io.onesend.chat.checker.RoomStream;
import io.onesend.chat.room.RoomEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChainTest {

    /** Where a number as text and as a double part: around the powers of two, and where a half is rounded to even. */
    private static final List<Long> EDGES = List.of(
            0L,
            1L,
            0xFFFF_FFFFL,
            1L << 32,
            (1L << 53) + 1,
            Long.MAX_VALUE,
            Long.MAX_VALUE - 512,
            Long.MIN_VALUE,
            Long.MIN_VALUE + 1024,
            Long.MIN_VALUE + 1025,
            -1L,
            -1024L,
            -1025L);

    @Test
    void isWhatOtherArithmeticFinds() {
        List<Long> tags = new ArrayList<>(EDGES);
        tags.addAll(new Random(1).longs(1000).boxed().toList());
        List<RoomStream.Entry> entries = new ArrayList<>();
        List<Long> chains = new ArrayList<>();
        long chain = Chain.START;
        for (long tag : tags) {
            chain = Chain.after(chain, tag);
            chains.add(chain);
            entries.add(new RoomStream.Entry(
                    entries.size() + 1, Long.toUnsignedString(tag), new RoomEvent.Left(entries.size())));
        }

        assertThat(chains).isEqualTo(PositionTags.of(entries)).allMatch(each -> each >= 0 && each < 1L << 52);
    }

    @Test
    void leadsBackToWhereItCameFrom() {
        long chain = Chain.START;
        for (long tag : EDGES) {
            long next = Chain.after(chain, tag);
            assertThat(Chain.before(next, tag)).isEqualTo(chain);
            chain = next;
        }
    }

    @Test
    void tellsEachOrderOfTheSameEvents() {
        List<Long> tags = new Random(2).longs(100).boxed().toList();
        long chain = chainOf(tags);
        for (int one = 0; one < tags.size(); one++) {
            for (int other = one + 1; other < tags.size(); other++) {
                List<Long> swapped = new ArrayList<>(tags);
                Collections.swap(swapped, one, other);
                assertThat(chainOf(swapped)).isNotEqualTo(chain);
            }
        }
    }

    private static long chainOf(List<Long> tags) {
        long chain = Chain.START;
        for (long tag : tags) {
            chain = Chain.after(chain, tag);
        }
        return chain;
    }
}

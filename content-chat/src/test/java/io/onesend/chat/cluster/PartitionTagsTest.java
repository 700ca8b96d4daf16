package io.onesend.chat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.cluster.SlotHash;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionTagsTest {

    @Test
    void computesTheSlotsThatRedisComputes() {
        for (String key : List.of("", "123456789", "0", "사용자", "onesend:at:alice")) {
            assertThat(PartitionTags.slotOf(key)).as(key).isEqualTo(SlotHash.getSlot(key));
        }
    }

    @Test
    void spreadsPartitionsEvenlyOverAnyNumberOfPrimariesThatShareTheSlots() {
        for (int partitions : new int[] {1, 3, 16, 64, 1024}) {
            List<String> tags = PartitionTags.of(partitions);
            assertThat(tags).hasSize(partitions);
            assertThat(new HashSet<>(tags)).hasSize(partitions);
            for (int primaries = 1; primaries <= partitions; primaries++) {
                int[] counts = new int[primaries];
                for (String tag : tags) {
                    counts[(int) ((long) PartitionTags.slotOf(tag) * primaries / PartitionTags.SLOTS)]++;
                }
                for (int count : counts) {
                    assertThat(count)
                            .as("partitions of one of %d primaries", primaries)
                            .isBetween(partitions / primaries, (partitions + primaries - 1) / primaries);
                }
            }
        }
    }

    @Test
    void givesAPartitionTheSameTagAlways() {
        assertThat(PartitionTags.of(4)).isEqualTo(PartitionTags.of(4));
        assertThat(PartitionTags.of(1024).get(1023)).hasSizeLessThanOrEqualTo(6);
    }
}

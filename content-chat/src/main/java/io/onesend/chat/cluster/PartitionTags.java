package io.onesend.chat.cluster;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Finds the hash tags of partitions: the lowest numbers whose slots in a Redis Cluster are evenly spaced, so that the partitions
 * spread over primaries that share the slots evenly. The search is the same on every host, and takes some milliseconds.
 */
final class PartitionTags {

    static final int SLOTS = 16_384;

    /** <a href="https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/">CRC-16/XMODEM</a>. */
    private static final int POLYNOMIAL = 0x1021;

    private PartitionTags() {}

    /** The tags of this many partitions, in order of their slots. */
    static List<String> of(int partitions) {
        Map<Integer, String> wanted = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            wanted.put(slotWanted(partition, partitions), "");
        }
        int missing = wanted.size();
        for (int number = 0; missing > 0; number++) {
            String tag = Integer.toString(number);
            if (wanted.replace(slotOf(tag), "", tag)) {
                missing--;
            }
        }
        List<String> tags = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            tags.add(Objects.requireNonNull(wanted.get(slotWanted(partition, partitions))));
        }
        return tags;
    }

    /** In the middle of the partition's share. */
    private static int slotWanted(int partition, int partitions) {
        return (2 * partition + 1) * SLOTS / (2 * partitions);
    }

    /** The slot of a key that is, or whose tag is, this text. */
    static int slotOf(String tag) {
        int crc = 0;
        for (byte each : tag.getBytes(StandardCharsets.UTF_8)) {
            crc ^= (each & 0xFF) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ POLYNOMIAL;
            }
            crc &= 0xFFFF;
        }
        return crc % SLOTS;
    }
}

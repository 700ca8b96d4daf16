package io.onesend.chat.cluster;

import java.util.List;

/** Names the keys that a cluster has in Redis. Those of a partition are in {@link PartitionKeys}. */
public final class ClusterKeys {

    private final String prefix;
    private final List<String> tags;

    /**
     * Names the keys of a cluster.
     *
     * @param prefix of everything that the chat keeps in this Redis
     */
    public ClusterKeys(String prefix, int partitions) {
        this.prefix = prefix;
        tags = PartitionTags.of(partitions);
    }

    public int partitions() {
        return tags.size();
    }

    public PartitionKeys partition(int partition) {
        return PartitionKeys.of(prefix, tags.get(partition));
    }

    /** What a partition's keys have in their braces. */
    public String tag(int partition) {
        return tags.get(partition);
    }

    /** Who holds a user id. */
    public String holder(String userId) {
        return prefix + "at:" + userId;
    }

    /** All hosts, with a line each. */
    public String hosts() {
        return prefix + "hosts";
    }

    /** What all hosts agree on. */
    public String meta() {
        return prefix + "meta";
    }

    /** The channel on which one host is asked. */
    public String control(String hid) {
        return prefix + "ctl:{" + hid + "}";
    }
}

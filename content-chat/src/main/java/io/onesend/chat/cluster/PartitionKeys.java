package io.onesend.chat.cluster;

import java.util.List;

/** Names the keys of one partition. They share a hash tag, so that one call may touch them all, in a Redis Cluster too. */
public record PartitionKeys(String prefix) {

    /**
     * Names the keys of the partition with a tag.
     *
     * @param keyPrefix of everything that the chat keeps in this Redis
     * @param tag no braces
     */
    public static PartitionKeys of(String keyPrefix, String tag) {
        return new PartitionKeys(keyPrefix + "{" + tag + "}:");
    }

    /** Hosts and feeds. */
    public String partition() {
        return prefix + "p";
    }

    /** The rooms in which a host has members. */
    public String host(String hid) {
        return prefix + "h" + hid;
    }

    /** What a barrier writes, to wait for the replicas to have it. */
    public String barrier() {
        return prefix + "w";
    }

    /** A room's position, stream and members. */
    public List<String> room(int number) {
        return List.of(prefix + "r" + number, prefix + "s" + number, prefix + "m" + number);
    }

    /** The channel that a feed's messages are published on. */
    public String feed(int channel) {
        return prefix + "f" + channel;
    }
}

package io.onesend.chat.cluster;

import io.onesend.chat.config.ChatConfig;
import io.onesend.chat.config.ClusterConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** What all hosts of a cluster agree on, by name: the keys of their configuration that name rooms and feeds, and the layout of the data. */
final class ClusterTerms {

    private static final String LAYOUT = "1";
    private static final String NOTHING = "not set";

    private ClusterTerms() {}

    static SortedMap<String, String> of(ClusterConfig cluster, ChatConfig.Rooms rooms) {
        return new TreeMap<>(Map.of(
                "layout", LAYOUT,
                "cluster.partitions", Integer.toString(cluster.partitions()),
                "cluster.channels", Integer.toString(cluster.channels()),
                "chat.rooms.first", Integer.toString(rooms.first()),
                "chat.rooms.count", Integer.toString(rooms.count()),
                "chat.rooms.max-users", Integer.toString(rooms.maxUsers())));
    }

    /** Where this host differs, in words: one line for each name. */
    static List<String> differences(SortedMap<String, String> here, Map<String, String> there) {
        SortedMap<String, String> all = new TreeMap<>(there);
        all.putAll(here);
        List<String> lines = new ArrayList<>();
        for (String name : all.keySet()) {
            String own = here.getOrDefault(name, NOTHING);
            String others = there.getOrDefault(name, NOTHING);
            if (!Objects.equals(own, others)) {
                lines.add(name + " is " + own + " here and " + others + " in the cluster");
            }
        }
        return lines;
    }
}

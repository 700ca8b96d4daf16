package io.onesend.chat.cluster;

import java.util.TreeMap;

/** One host of {@link ModelRedis}, as a partition knows it. */
final class ModelHost {
    long beat;
    long beatAt;
    long opening;
    long since;
    long batch;
    boolean dead;

    /** How often it has beaten, and how often of these it was sure of the history. */
    long live;

    long sure;
    final TreeMap<Integer, Integer> members = new TreeMap<>();

    ModelHost copy() {
        ModelHost copy = new ModelHost();
        copy.beat = beat;
        copy.beatAt = beatAt;
        copy.opening = opening;
        copy.since = since;
        copy.batch = batch;
        copy.dead = dead;
        copy.live = live;
        copy.sure = sure;
        copy.members.putAll(members);
        return copy;
    }
}

package io.onesend.load.dummy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** When each dummy starts to get ready: evenly over the ramp, each somewhere in its share of it. */
final class StartOrder {

    private record Start(long afterNanos, DummyGroup group, Dummy dummy) {}

    private final List<DummyGroup> groups;
    private final List<Start> starts = new ArrayList<>();
    private int next;

    StartOrder(List<DummyGroup> groups, long rampNanos, SplittableRandom random) {
        this.groups = groups;
        for (DummyGroup group : groups) {
            double share = (double) rampNanos / group.dummies().size();
            double at = 0;
            for (Dummy dummy : group.dummies()) {
                starts.add(new Start((long) (at + share * random.nextDouble()), group, dummy));
                at += share;
            }
        }
        starts.sort(Comparator.comparingLong(Start::afterNanos));
    }

    /** Starts the dummies whose time has come, as long as fewer than {@code mostPreparing} are getting ready. */
    void run(long elapsedNanos, int mostPreparing) {
        int preparing = groups.stream().mapToInt(DummyGroup::preparing).sum();
        while (next < starts.size() && starts.get(next).afterNanos() <= elapsedNanos && preparing < mostPreparing) {
            Start start = starts.get(next++);
            start.group().prepare(start.dummy());
            preparing++;
        }
    }

    boolean isDone() {
        return next == starts.size();
    }
}

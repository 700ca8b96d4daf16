package io.onesend.load.dummy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** When each dummy starts to get ready: evenly over the ramp, each somewhere in its share of it. */
final class StartOrder {

    private record Start(long afterNanos, Crew crew, Dummy dummy) {}

    private final List<Crew> crews;
    private final List<Start> starts = new ArrayList<>();
    private int next;

    StartOrder(List<Crew> crews, long rampNanos, SplittableRandom random) {
        this.crews = crews;
        for (Crew crew : crews) {
            double share = (double) rampNanos / crew.dummies().size();
            double at = 0;
            for (Dummy dummy : crew.dummies()) {
                starts.add(new Start((long) (at + share * random.nextDouble()), crew, dummy));
                at += share;
            }
        }
        starts.sort(Comparator.comparingLong(Start::afterNanos));
    }

    /** Starts the dummies whose time has come, as long as fewer than {@code mostPreparing} are getting ready. */
    void run(long elapsedNanos, int mostPreparing) {
        int preparing = crews.stream().mapToInt(Crew::preparing).sum();
        while (next < starts.size() && starts.get(next).afterNanos() <= elapsedNanos && preparing < mostPreparing) {
            Start start = starts.get(next++);
            start.crew().prepare(start.dummy());
            preparing++;
        }
    }

    boolean isDone() {
        return next == starts.size();
    }
}

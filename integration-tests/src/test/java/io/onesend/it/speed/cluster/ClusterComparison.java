package io.onesend.it.speed.cluster;

import io.onesend.it.speed.Pinning;
import io.onesend.it.speed.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rooms that span hosts against one host alone, and against what a user would take instead: servers by hand over publish and
 * subscribe of Redis, and linked NATS servers. All systems run side by side and take turns under one load, which this program is;
 * the medians count.
 */
final class ClusterComparison {

    private final ClusterOptions options;
    private final Pinning pinning;
    private final LoadLoop loop = new LoadLoop();
    private final Map<ComparedSystem, RunningSystem> systems = new LinkedHashMap<>();

    private ClusterComparison(ClusterOptions options, Pinning pinning) {
        this.options = options;
        this.pinning = pinning;
    }

    /** Settings: the system properties of {@link ClusterOptions}. Ends with an exception if a message is not where it should be. */
    public static void main(String[] args) {
        Pinning pinning = Pinning.choose();
        pinning.moveToGenerator();
        ClusterComparison comparison = new ClusterComparison(ClusterOptions.of(System.getProperties()), pinning);
        try {
            comparison.start();
            comparison.run();
        } finally {
            comparison.close();
        }
    }

    private void start() {
        for (ComparedSystem system : options.systems()) {
            List<String> missing = system.missing();
            if (missing.isEmpty()) {
                systems.put(system, system.start(ClusterOptions.transport(), options.rooms(), pinning));
            } else {
                System.out.println(system.name() + " is left out, not installed: " + String.join(", ", missing));
            }
        }
    }

    private void run() {
        int firstRoom = 0;
        for (Work work : options.works()) {
            compare(work, firstRoom);
            firstRoom += work.rooms();
        }
    }

    private void compare(Work work, int firstRoom) {
        Map<ComparedSystem, Measurement> entered = new LinkedHashMap<>();
        try {
            systems.forEach((system, running) -> {
                Crowd crowd = Crowd.enter(loop, running, work, firstRoom);
                Measurement measurement = new Measurement(loop, running, crowd);
                entered.put(system, measurement);
                measurement.warmUp(warmUp(system, firstRoom == 0));
            });
            for (Pace pace : options.paces()) {
                System.out.println(compare(work, pace, entered));
            }
        } finally {
            entered.values().forEach(measurement -> measurement.crowd().close());
        }
    }

    /** Hosts share a core, and each has to compile itself; after that they only get used to the next work. */
    private Duration warmUp(ComparedSystem system, boolean isFirst) {
        return Duration.ofSeconds((long) options.warmUpSeconds() * (isFirst ? system.hosts() : 1));
    }

    private String compare(Work work, Pace pace, Map<ComparedSystem, Measurement> entered) {
        Map<ComparedSystem, List<Map<ClusterFigure, Double>>> runs = new LinkedHashMap<>();
        List<ComparedSystem> turns = new ArrayList<>(entered.keySet());
        for (int round = 0; round < options.rounds(); round++) {
            for (ComparedSystem system : turns) {
                runs.computeIfAbsent(system, key -> new ArrayList<>())
                        .add(entered.get(system).run(pace, Duration.ofSeconds(options.seconds())));
            }
        }
        ClusterTable table = new ClusterTable(title(work, pace), work.members());
        runs.forEach(table::add);
        return table.text();
    }

    private String title(Work work, Pace pace) {
        return work.rooms() + (work.rooms() == 1 ? " room of " : " rooms of ") + work.members() + ", " + pace
                + "; 64-byte text, " + work.senders() + " senders a room; medians of " + options.rounds()
                + " alternating runs of " + options.seconds() + " s; hosts, Redis and NATS: " + pinning + "; "
                + ClusterOptions.transport().configName() + "; Java "
                + Runtime.version().feature();
    }

    /** All of them, also if one complains. */
    private void close() {
        RuntimeException first = null;
        for (RunningSystem system : systems.values()) {
            try {
                system.close();
            } catch (RuntimeException | AssertionError complaint) {
                System.out.println(system.name() + ": " + complaint);
                first = first == null ? new IllegalStateException(complaint) : first;
            }
        }
        loop.close();
        if (first != null) {
            throw first;
        }
    }
}

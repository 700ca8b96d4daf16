package io.onesend.it.speed.cluster;

import io.onesend.it.speed.Pinning;
import io.onesend.it.speed.Work;
import io.onesend.it.speed.turns.Turns;
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
        try (EnteredSystems<ComparedSystem> entered =
                EnteredSystems.enter(loop, systems, work, firstRoom, system -> warmUp(system, firstRoom == 0))) {
            for (Pace pace : options.paces()) {
                System.out.println(compare(work, pace, entered));
            }
        }
    }

    /** Hosts share a core, and each has to compile itself; after that they only get used to the next work. */
    private Duration warmUp(ComparedSystem system, boolean isFirst) {
        return Duration.ofSeconds((long) options.warmUpSeconds() * (isFirst ? system.hosts() : 1));
    }

    private String compare(Work work, Pace pace, EnteredSystems<ComparedSystem> entered) {
        Map<ComparedSystem, List<Map<ClusterFigure, Double>>> runs = new LinkedHashMap<>();
        entered.systems().forEach(system -> runs.put(system, new ArrayList<>()));
        Turns.take(
                entered.systems(),
                options.rounds(),
                system -> runs.get(system).add(entered.run(system, pace, Duration.ofSeconds(options.seconds()))));
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

    private void close() {
        try {
            Turns.closeAll(systems.values());
        } finally {
            loop.close();
        }
    }
}

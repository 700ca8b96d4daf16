package io.onesend.it.speed.doors;

import io.onesend.it.speed.Pinning;
import io.onesend.it.speed.cluster.ClusterFigure;
import io.onesend.it.speed.cluster.EnteredSystems;
import io.onesend.it.speed.cluster.LoadLoop;
import io.onesend.it.speed.cluster.Pace;
import io.onesend.it.speed.cluster.RunningSystem;
import io.onesend.it.speed.doors.DoorSystem.Kind;
import io.onesend.it.speed.doors.DoorsTable.Column;
import io.onesend.it.speed.turns.Turns;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Chat in rooms, and connections, through each door of the product, beside WebSocket servers by hand. All servers run at the same time
 * and take turns under one load; the medians count.
 */
final class DoorsComparison implements AutoCloseable {

    /** A handshake takes the client long, too. */
    private static final int CONNECTS_FOR_A_HANDSHAKE = 5;

    private static final List<Column> DELIVERIES = List.of(
            new Column("deliveries/s", 0),
            new Column("CPU µs/delivery", 3),
            new Column("delivered after p50 µs", 0),
            new Column("p99 µs", 0),
            new Column("load's CPU %", 0));

    private static final List<ClusterFigure> DELIVERY_FIGURES = List.of(
            ClusterFigure.DELIVERIES_PER_SECOND,
            ClusterFigure.HOSTS_MICROS,
            ClusterFigure.DELIVERY_P50,
            ClusterFigure.DELIVERY_P99,
            ClusterFigure.GENERATOR_PERCENT);

    private final DoorsOptions options;
    private final Pinning pinning = Pinning.choose();
    private final LoadLoop loop = new LoadLoop();
    private final Map<DoorSystem, RunningSystem> systems = new LinkedHashMap<>();

    private DoorsComparison(DoorsOptions options) {
        this.options = options;
    }

    /** Settings: the system properties of {@link DoorsOptions}. Ends with an exception if a message is not where it should be. */
    public static void main(String[] args) {
        try (DoorsComparison comparison = new DoorsComparison(DoorsOptions.of(System.getProperties()))) {
            comparison.pinning.moveToGenerator();
            comparison.start();
            System.out.println(comparison.deliveries());
            System.out.println(comparison.connects());
            System.out.println(comparison.idle());
        }
    }

    private void start() {
        for (DoorSystem system : DoorSystem.of(options)) {
            systems.put(system, system.start(options, pinning));
        }
    }

    private String deliveries() {
        DoorsTable table =
                new DoorsTable(options.work() + "; " + runs("of " + options.seconds() + " s"), 1, DELIVERIES);
        Duration warmUp = Duration.ofSeconds(options.warmUpSeconds());
        try (EnteredSystems<DoorSystem> entered =
                EnteredSystems.enter(loop, systems, options.work(), 0, system -> warmUp)) {
            Turns.take(entered.systems(), options.rounds(), system -> {
                Map<ClusterFigure, Double> run =
                        entered.run(system, new Pace(0), Duration.ofSeconds(options.seconds()));
                table.add(system, DELIVERY_FIGURES.stream().map(run::get).toList());
            });
        }
        return table.text();
    }

    private String connects() {
        DoorsTable table = new DoorsTable(
                "Connections one after the other, each with one answer, and with a full handshake in TLS; "
                        + runs("of " + options.connects() + ", of a fifth in TLS"),
                0,
                List.of(new Column("CPU µs/connection", 1), new Column("connections/s a core", 0)));
        systems.keySet().forEach(this::connect);
        Turns.take(systems.keySet(), options.rounds(), system -> {
            double micros = connect(system);
            table.add(system, List.of(micros, 1e6 / micros));
        });
        return table.text();
    }

    private double connect(DoorSystem system) {
        int count = system.kind().isTls() ? options.connects() / CONNECTS_FOR_A_HANDSHAKE : options.connects();
        return Connects.cpuMicros(system, running(system), Math.max(1, count));
    }

    private String idle() {
        DoorsTable table = new DoorsTable(
                options.sessions() + " sessions that have had one answer; Java "
                        + Runtime.version().feature(),
                0,
                List.of(new Column("bytes on the heap of a session", 0)));
        systems.forEach((system, running) -> {
            if (system.kind() != Kind.NODE) {
                table.add(system, List.of(IdleHeap.bytesPerSession(system, running, options.sessions())));
            }
        });
        return table.text();
    }

    private RunningSystem running(DoorSystem system) {
        return Objects.requireNonNull(systems.get(system));
    }

    private String runs(String length) {
        return "medians of " + options.rounds() + " alternating runs " + length + "; " + pinning + "; Java "
                + Runtime.version().feature();
    }

    @Override
    public void close() {
        try {
            Turns.closeAll(systems.values());
        } finally {
            loop.close();
        }
    }
}

package io.onesend.it.speed.doors;

import io.onesend.it.speed.NettyListener;
import io.onesend.it.speed.Pinning;
import io.onesend.it.speed.cluster.ClusterFigure;
import io.onesend.it.speed.cluster.Crowd;
import io.onesend.it.speed.cluster.LoadLoop;
import io.onesend.it.speed.cluster.Measurement;
import io.onesend.it.speed.cluster.RunningSystem;
import io.onesend.it.speed.turns.Turns;
import io.onesend.network.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Compares two plain doors so closely that 2 % can be told: by many short runs in turn, in pairs, with members who enter anew for each few
 * pairs, and servers that are started anew. The two are ports of one process, or the plain doors of two commits' jars.
 */
final class DoorPairs {

    /** Of either, so that the JVM has compiled what a connection needs. */
    private static final int CONNECTS_BEFORE = 5_000;

    private final PairsOptions options;
    private final Pinning pinning = Pinning.choose();

    private DoorPairs(PairsOptions options) {
        this.options = options;
    }

    /** Settings: the system properties of {@link PairsOptions}. Ends with an exception if a message is not where it should be. */
    public static void main(String[] args) {
        DoorPairs pairs = new DoorPairs(PairsOptions.of(System.getProperties()));
        pairs.pinning.moveToGenerator();
        System.out.println(pairs.title());
        for (Transport transport : pairs.options.transports()) {
            if (NettyListener.isAvailable(transport)) {
                System.out.println(pairs.compare(transport));
            } else {
                System.out.println(transport.configName() + " is not available here and left out");
            }
        }
    }

    private String title() {
        return options.work() + ", " + options.pace() + "; " + options.processes() + " starts, members enter "
                + options.entries() + " times each, " + options.rounds() + " pairs of runs of "
                + options.run().toMillis() + " ms and of " + options.connects() + " connections an entry; " + pinning
                + "; Java " + Runtime.version().feature() + "\n";
    }

    private String compare(Transport transport) {
        PairedCosts deliveries = new PairedCosts();
        PairedCosts connections = new PairedCosts();
        PairedCosts idle = new PairedCosts();
        DoorSystem plain = new DoorSystem(DoorSystem.Kind.PLAIN, transport);
        String names = "";
        for (int process = 0; process < options.processes(); process++) {
            try (DoorPair pair = DoorPair.start(options, transport, pinning)) {
                names = pair.first().name() + " and " + pair.second().name();
                pair.both().forEach(door -> Connects.cpuMicros(plain, door, CONNECTS_BEFORE));
                for (int entry = 0; entry < options.entries(); entry++) {
                    addDeliveries(pair, process, entry, deliveries);
                    add(
                            pair.both(),
                            options.rounds(),
                            connections,
                            door -> Connects.cpuMicros(plain, door, options.connects()));
                }
                add(pair.both(), 1, idle, door -> IdleHeap.bytesPerSession(plain, door, options.sessions()));
            }
        }
        return String.format(
                Locale.ROOT,
                "%s, %s%nCPU µs of a delivery: %s%nCPU µs of a connection: %s%nbytes on the heap of an idle session: %s%n",
                transport.configName(),
                names,
                deliveries.text(3),
                connections.text(1),
                idle.text(0));
    }

    /** Every other time the second ones' members enter first, because the order of the crowds in memory makes a difference. */
    private void addDeliveries(DoorPair pair, int process, int entry, PairedCosts deliveries) {
        boolean turned = (process + entry) % 2 == 1;
        int room = 2 * entry * options.work().rooms();
        try (LoadLoop loop = new LoadLoop();
                Crowd before = enter(loop, turned ? pair.second() : pair.first(), room);
                Crowd after = enter(
                        loop,
                        turned ? pair.first() : pair.second(),
                        room + options.work().rooms())) {
            Measurement first = new Measurement(loop, pair.first(), turned ? after : before);
            Measurement second = new Measurement(loop, pair.second(), turned ? before : after);
            List<Measurement> both = List.of(first, second);
            both.forEach(one -> one.warmUp(entry == 0 ? options.warmUp() : options.run()));
            add(
                    both,
                    options.rounds(),
                    deliveries,
                    one -> one.run(options.pace(), options.run()).getOrDefault(ClusterFigure.HOSTS_MICROS, Double.NaN));
        }
    }

    /** @param room the first of those that its members enter */
    private Crowd enter(LoadLoop loop, RunningSystem door, int room) {
        return Crowd.enter(loop, NewUsers.of(door, options.work()), options.work(), room);
    }

    private static <S> void add(List<S> both, int rounds, PairedCosts costs, ToDoubleFunction<S> cost) {
        List<List<Double>> found = List.of(new ArrayList<>(), new ArrayList<>());
        Turns.take(List.of(0, 1), rounds, one -> found.get(one).add(cost.applyAsDouble(both.get(one))));
        costs.addEntry(found.get(0), found.get(1));
    }
}

package io.onesend.it.speed;

import io.onesend.it.harness.TestRedis;
import io.onesend.it.speed.ByHandServer.Flushing;
import io.onesend.it.speed.turns.Turns;
import io.onesend.network.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Chat in rooms: the product's jar, once for each transport, against servers of the same protocol written by hand with Netty.
 * Servers in processes of their own take turns under the load of the product's load tool; the medians count.
 */
final class ChatComparison {

    private final ComparisonOptions options;
    private final Pinning pinning = Pinning.choose();
    private final TestRedis redis = TestRedis.shared();
    private final String users = TestRedis.unique() + "-";

    private ChatComparison(ComparisonOptions options) {
        this.options = options;
    }

    /** Settings: the system properties of {@link ComparisonOptions}. Ends with an exception if any run is not clean. */
    public static void main(String[] args) throws IOException {
        ChatComparison comparison = new ChatComparison(ComparisonOptions.of("comparison.", System.getProperties()));
        for (Work work : comparison.options.works()) {
            System.out.println(comparison.compare(work));
        }
    }

    private String compare(Work work) throws IOException {
        work.addUsers(redis, users);
        List<ComparedServer> servers = new ArrayList<>();
        try {
            start(work, servers);
            ComparisonTable table = new ComparisonTable(options.title(work, pinning));
            measure(new ChatLoad(pinning.generator(), work, users), servers)
                    .forEach((server, runs) -> table.add(server.name(), server.byHand(), runs));
            return table.text(work.hasTarget());
        } finally {
            Turns.closeAll(servers);
        }
    }

    private void start(Work work, List<ComparedServer> servers) throws IOException {
        for (Transport transport : options.transports()) {
            if (NettyListener.isAvailable(transport)) {
                servers.add(ComparedServer.ours(transport, work, pinning, redis));
            } else {
                System.out.println(transport.configName() + " is not available here and left out");
            }
        }
        for (Flushing flushing : Flushing.values()) {
            servers.add(ComparedServer.byHand(NettyListener.preferred(), flushing, pinning));
        }
    }

    private Map<ComparedServer, List<Map<Figure, Double>>> measure(ChatLoad load, List<ComparedServer> servers)
            throws IOException {
        Map<ComparedServer, List<Map<Figure, Double>>> runs = new LinkedHashMap<>();
        for (ComparedServer server : servers) {
            load.warmUp(server, options.warmUpSeconds());
            runs.put(server, new ArrayList<>());
        }
        Turns.take(
                servers,
                options.rounds(),
                server -> runs.get(server)
                        .add(load.measure(server, options.generatorWarmUpSeconds(), options.seconds())));
        return runs;
    }
}

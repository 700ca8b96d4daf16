package io.onesend.it.speed;

import io.onesend.it.speed.StreamServer.Kind;
import io.onesend.it.speed.StreamServer.Work;
import io.onesend.network.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A download and a port forward of 1 GiB over one connection: network-core inline and with a logic thread against a server
 * written by hand with Netty. Servers in processes of their own take turns; the medians count.
 */
final class StreamComparison {

    private record Run(double seconds, double cpuSeconds) {}

    private StreamComparison() {}

    /** Arguments: transports, separated by commas; rounds; and rounds before them that are not counted. */
    public static void main(String[] args) throws IOException {
        int rounds = Integer.parseInt(args[1]);
        int warmUp = Integer.parseInt(args[2]);
        for (String name : args[0].split(",")) {
            Transport transport = Transport.valueOf(name.toUpperCase(Locale.ROOT));
            for (Work work : Work.values()) {
                print(transport, work, compare(transport, work, rounds, warmUp));
            }
        }
    }

    private static Map<Kind, List<Run>> compare(Transport transport, Work work, int rounds, int warmUp)
            throws IOException {
        Map<Kind, ServerJvm> servers = new EnumMap<>(Kind.class);
        Map<Kind, List<Run>> runs = new EnumMap<>(Kind.class);
        try (StreamLoad load = new StreamLoad()) {
            for (Kind kind : Kind.values()) {
                servers.put(
                        kind,
                        ServerJvm.start(
                                StreamServer.class,
                                kind.name(),
                                work.name(),
                                transport.name(),
                                String.valueOf(load.originPort())));
                runs.put(kind, new ArrayList<>());
            }
            for (int round = -warmUp; round < rounds; round++) {
                for (Kind kind : Kind.values()) {
                    Run run = run(load, servers.get(kind));
                    if (round >= 0) {
                        runs.get(kind).add(run);
                    }
                }
            }
        } finally {
            servers.values().forEach(ServerJvm::close);
        }
        return runs;
    }

    private static Run run(StreamLoad load, ServerJvm server) throws IOException {
        long cpuBefore = cpuNanos(server);
        long before = System.nanoTime();
        load.receive(server.port());
        double seconds = (System.nanoTime() - before) / 1e9;
        return new Run(seconds, (cpuNanos(server) - cpuBefore) / 1e9);
    }

    private static long cpuNanos(ServerJvm server) {
        return server.process().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    private static void print(Transport transport, Work work, Map<Kind, List<Run>> runs) {
        double netty = cpu(runs.get(Kind.NETTY));
        System.out.println(work.name().toLowerCase(Locale.ROOT) + ", " + transport.configName() + ", medians of "
                + runs.get(Kind.NETTY).size() + " runs each:");
        runs.forEach((kind, all) -> System.out.printf(
                Locale.ROOT,
                "%-7s %5.2f s of CPU a GiB  %.2f of Netty's  %5.2f s%n",
                kind.name().toLowerCase(Locale.ROOT),
                cpu(all),
                cpu(all) / netty,
                Medians.of(all.stream().mapToDouble(Run::seconds))));
    }

    private static double cpu(List<Run> runs) {
        return Medians.of(runs.stream().mapToDouble(Run::cpuSeconds));
    }
}

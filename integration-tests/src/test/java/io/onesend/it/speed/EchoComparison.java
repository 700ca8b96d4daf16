package io.onesend.it.speed;

import io.onesend.it.speed.EchoServer.Kind;
import io.onesend.network.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Echo of 64-byte frames, 100 connections with 16 in flight each: network-core inline and with a logic thread against a
 * server written by hand with Netty. Servers in processes of their own take turns under the same load; the medians count.
 */
final class EchoComparison {

    private static final int CONNECTIONS = 100;
    private static final int IN_FLIGHT = 16;

    private record Run(double framesPerSecond, double cpuMicrosPerFrame) {}

    private EchoComparison() {}

    /** Arguments: transport, rounds, and the seconds of each; twice as many warm a server up. */
    public static void main(String[] args) throws IOException {
        Transport transport = Transport.valueOf(args[0].toUpperCase(Locale.ROOT));
        int rounds = Integer.parseInt(args[1]);
        double seconds = Double.parseDouble(args[2]);
        Map<Kind, ServerJvm> servers = new EnumMap<>(Kind.class);
        Map<Kind, List<Run>> runs = new EnumMap<>(Kind.class);
        try {
            for (Kind kind : Kind.values()) {
                servers.put(kind, ServerJvm.start(EchoServer.class, kind.name(), transport.name()));
                runs.put(kind, new ArrayList<>());
                run(servers.get(kind), 2 * seconds);
            }
            for (int round = 0; round < rounds; round++) {
                for (Kind kind : Kind.values()) {
                    runs.get(kind).add(run(servers.get(kind), seconds));
                }
            }
        } finally {
            servers.values().forEach(ServerJvm::close);
        }
        print(transport, runs);
    }

    private static Run run(ServerJvm server, double seconds) throws IOException {
        long before = cpuNanos(server);
        double perSecond = EchoLoad.framesPerSecond(server.port(), CONNECTIONS, IN_FLIGHT, 0.2, seconds);
        if (perSecond == 0) {
            throw new IOException("nothing came back");
        }
        double cpuMicros = (cpuNanos(server) - before) / 1e3 / (perSecond * (seconds + 0.2));
        return new Run(perSecond, cpuMicros);
    }

    private static long cpuNanos(ServerJvm server) {
        return server.process().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    private static void print(Transport transport, Map<Kind, List<Run>> runs) {
        double netty = Medians.of(runs.get(Kind.NETTY).stream().mapToDouble(Run::framesPerSecond));
        System.out.println(
                transport.configName() + ", medians of " + runs.get(Kind.NETTY).size() + " runs each:");
        runs.forEach((kind, all) -> System.out.printf(
                Locale.ROOT,
                "%-7s %9.0f frames/s  %.2f of Netty's  %.2f us of CPU a frame%n",
                kind.name().toLowerCase(Locale.ROOT),
                Medians.of(all.stream().mapToDouble(Run::framesPerSecond)),
                Medians.of(all.stream().mapToDouble(Run::framesPerSecond)) / netty,
                Medians.of(all.stream().mapToDouble(Run::cpuMicrosPerFrame))));
    }
}

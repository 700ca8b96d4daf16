package io.onesend.it.speed.cluster;

import io.onesend.it.harness.Admin;
import io.onesend.it.speed.Pinning;
import io.onesend.network.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Debian's nats-server, several of them linked: each knows which subjects the others have subscribers for. */
final class NatsServers implements RunningSystem {

    private static final Path PROGRAM = Path.of("/usr/sbin/nats-server");
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final String name;
    private final List<Server> servers = new ArrayList<>();

    private record Server(Process process, int port, Admin monitor) {}

    private NatsServers(String name) {
        this.name = name;
    }

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    static NatsServers start(String name, int hosts, Pinning pinning) {
        NatsServers all = new NatsServers(name);
        try {
            int firstRoute = FreePort.choose();
            for (int number = 0; number < hosts; number++) {
                all.servers.add(start(pinning, number == 0 ? firstRoute : FreePort.choose(), firstRoute));
            }
            all.servers.forEach(server -> Awaitility.await()
                    .atMost(DEADLINE)
                    .ignoreExceptions()
                    .until(() -> routes(server).contains("\"num_routes\": " + (hosts - 1))));
            return all;
        } catch (IOException failed) {
            all.close();
            throw new UncheckedIOException(failed);
        } catch (RuntimeException failed) {
            all.close();
            throw failed;
        }
    }

    private static Server start(Pinning pinning, int route, int firstRoute) throws IOException {
        int port = FreePort.choose();
        int monitor = FreePort.choose();
        List<String> command = new ArrayList<>(pinning.server());
        command.addAll(List.of(PROGRAM.toString(), "-a", "127.0.0.1", "-p", "" + port, "-m", "" + monitor));
        command.addAll(List.of("--cluster_name", "figures", "--cluster", "nats://127.0.0.1:" + route));
        if (route != firstRoute) {
            command.addAll(List.of("--routes", "nats://127.0.0.1:" + firstRoute));
        }
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Server(process, port, new Admin(new InetSocketAddress("127.0.0.1", monitor)));
    }

    private static String routes(Server server) {
        return server.monitor.page("/routez?subs=1").body();
    }

    /** A server has to know of the others' subscribers before it sends them anything. */
    @Override
    public void awaitInterest(int firstRoom, int rooms) {
        for (Server server : servers) {
            Awaitility.await().atMost(DEADLINE).until(() -> {
                String routes = routes(server);
                return IntStream.range(firstRoom, firstRoom + rooms)
                        .allMatch(room -> routes.contains('"' + NatsMember.subject(room) + '"'));
            });
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<InetSocketAddress> hosts() {
        return servers.stream()
                .map(server -> new InetSocketAddress("127.0.0.1", server.port))
                .toList();
    }

    @Override
    public String users() {
        return "user-";
    }

    @Override
    public Member member(Member.Place place, int senders, Traffic traffic) {
        return new NatsMember(place, senders, traffic);
    }

    @Override
    public List<Long> hostPids() {
        return servers.stream().map(server -> server.process.pid()).toList();
    }

    @Override
    public void close() {
        servers.forEach(server -> server.process.destroy());
    }
}

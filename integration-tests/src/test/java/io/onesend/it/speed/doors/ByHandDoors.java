package io.onesend.it.speed.doors;

import io.onesend.it.speed.Pinning;
import io.onesend.it.speed.ProductLaunch;
import io.onesend.it.speed.ServerJvm;
import io.onesend.it.speed.cluster.Member;
import io.onesend.it.speed.cluster.RunningSystem;
import io.onesend.it.speed.cluster.Traffic;
import io.onesend.it.speed.cluster.WebSocketMember;
import io.onesend.it.speed.doors.DoorSystem.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A WebSocket server by hand: with Netty, or with ws on Node. It grants every login. */
record ByHandDoors(DoorSystem system, ServerJvm server) implements RunningSystem {

    private static final Path NODE_MODULES = Path.of("/usr/share/nodejs");
    private static final String SCRIPT = "rooms.js";

    static boolean hasNode() {
        return Files.isDirectory(NODE_MODULES.resolve("ws"));
    }

    static ByHandDoors start(DoorSystem system, Pinning pinning) {
        try {
            return new ByHandDoors(system, system.kind() == Kind.NODE ? node(pinning) : netty(system, pinning));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static ServerJvm netty(DoorSystem system, Pinning pinning) throws IOException {
        return ServerJvm.start(
                pinning.server(),
                ProductLaunch.JVM_ARGS,
                NettyWebSockets.class,
                system.transport().name());
    }

    private static ServerJvm node(Pinning pinning) throws IOException {
        try {
            Path script = Path.of(Objects.requireNonNull(ByHandDoors.class.getResource(SCRIPT))
                    .toURI());
            return ServerJvm.startProgram(
                    Stream.concat(pinning.server().stream(), Stream.of("node", script.toString()))
                            .toList(),
                    Map.of("NODE_PATH", NODE_MODULES.toString()));
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String name() {
        return system.name();
    }

    @Override
    public List<InetSocketAddress> hosts() {
        return List.of(server.address());
    }

    @Override
    public String users() {
        return "user-";
    }

    @Override
    public Member member(Member.Place place, int senders, Traffic traffic) {
        return new WebSocketMember(place, senders, traffic);
    }

    @Override
    public List<Long> hostPids() {
        return List.of(server.process().pid());
    }

    @Override
    public void close() {
        server.close();
    }
}

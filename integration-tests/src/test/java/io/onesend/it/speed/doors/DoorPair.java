package io.onesend.it.speed.doors;

import io.onesend.it.harness.TestRedis;
import io.onesend.it.speed.Pinning;
import io.onesend.it.speed.ProductLaunch;
import io.onesend.it.speed.ServerJvm;
import io.onesend.it.speed.cluster.RunningSystem;
import io.onesend.it.speed.doors.DoorSystem.Kind;
import io.onesend.it.speed.turns.Turns;
import io.onesend.network.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Two plain doors that are compared, running. */
record DoorPair(RunningSystem first, RunningSystem second) implements AutoCloseable {

    static DoorPair start(PairsOptions options, Transport transport, Pinning pinning) {
        return options.before() == null ? ofPorts(options, transport, pinning) : ofJars(options, transport, pinning);
    }

    /** Two ports of one process: of the plain door alone, and of the front door. */
    private static DoorPair ofPorts(PairsOptions options, Transport transport, Pinning pinning) {
        try {
            ServerJvm server = ServerJvm.start(
                    pinning.server(),
                    ProductLaunch.JVM_ARGS,
                    TwoPorts.class,
                    transport.name(),
                    TestRedis.shared().uri());
            int secondPort = Integer.parseInt(server.ask());
            return new DoorPair(
                    new PortOfTwo("plain alone", server, server.port()),
                    new PortOfTwo("through the front door", server, secondPort));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Two processes, each with the plain door alone: of another commit's jar, and of this one's. */
    private static DoorPair ofJars(PairsOptions options, Transport transport, Pinning pinning) {
        OnesendDoors before = jar(Kind.BEFORE, options, transport, pinning);
        try {
            return new DoorPair(before, jar(Kind.PLAIN, options, transport, pinning));
        } catch (RuntimeException | AssertionError failed) {
            before.close();
            throw failed;
        }
    }

    private static OnesendDoors jar(Kind kind, PairsOptions options, Transport transport, Pinning pinning) {
        return OnesendDoors.start(
                new DoorSystem(kind, transport), options.work(), TwoPorts.ROOMS, options.before(), pinning);
    }

    List<RunningSystem> both() {
        return List.of(first, second);
    }

    @Override
    public void close() {
        Turns.closeAll(both());
    }
}

package io.onesend.it.speed;

import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.TestRedis;
import io.onesend.it.speed.ByHandServer.Flushing;
import io.onesend.network.Transport;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server that is compared, running.
 *
 * @param byHand which hand-written server it is; null if it is the product
 * @param stop ends it; the product's fails if it complained about anything while it ran
 */
record ComparedServer(String name, @Nullable Flushing byHand, Process process, int port, Runnable stop)
        implements AutoCloseable {

    /** The same for all servers. Without a limit each JVM would take all it can get; the jar has no leak detection anyway. */
    private static final List<String> JVM_ARGS =
            List.of("-Xms256m", "-Xmx256m", "-Dio.netty.leakDetection.level=disabled");

    /** The jar with one I/O thread, without limits on what a single address or user may do, and passwords in clear. */
    static ComparedServer ours(Transport transport, Work work, Pinning pinning, TestRedis redis) {
        ServerProcess server = ServerProcess.launchPlaintext(redis)
                .under(pinning.server())
                .jvm(JVM_ARGS.toArray(String[]::new))
                .set(
                        "network.transport=" + transport.configName(),
                        "network.io-threads=1",
                        "network.idle-timeout=0",
                        "network.max-sessions-per-address=0",
                        "chat.rate.messages-per-second=0",
                        "chat.rooms.count=" + work.rooms(),
                        "chat.rooms.max-users=" + work.members())
                .start();
        return new ComparedServer(
                "onesend, " + transport.configName(), null, server.process(), server.port(), server::close);
    }

    static ComparedServer byHand(Transport transport, Flushing flushing, Pinning pinning) throws IOException {
        ServerJvm server =
                ServerJvm.start(pinning.server(), JVM_ARGS, ByHandServer.class, transport.name(), flushing.name());
        String name =
                "Netty by hand, " + transport.configName() + (flushing == Flushing.BATCHED ? ", flushes batched" : "");
        return new ComparedServer(name, flushing, server.process(), server.port(), server::close);
    }

    @Override
    public void close() {
        stop.run();
    }
}

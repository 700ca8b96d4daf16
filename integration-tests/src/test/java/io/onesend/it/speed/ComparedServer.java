package io.onesend.it.speed;

import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.TestRedis;
import io.onesend.it.speed.ByHandServer.Flushing;
import io.onesend.it.speed.turns.Compared;
import io.onesend.network.Transport;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A server that is compared, running.
 *
 * @param byHand which hand-written server it is; null if it is the product
 * @param stop ends it; the product's fails if it complained about anything while it ran
 */
record ComparedServer(String name, @Nullable Flushing byHand, Process process, int port, Runnable stop)
        implements Compared {

    static ComparedServer ours(Transport transport, Work work, Pinning pinning, TestRedis redis) {
        ServerProcess server = ProductLaunch.of(transport, work.rooms(), work.members(), pinning)
                .set("redis.uri=" + redis.uri())
                .start();
        return new ComparedServer(
                "onesend, " + transport.configName(), null, server.process(), server.port(), server::close);
    }

    static ComparedServer byHand(Transport transport, Flushing flushing, Pinning pinning) throws IOException {
        ServerJvm server = ServerJvm.start(
                pinning.server(), ProductLaunch.JVM_ARGS, ByHandServer.class, transport.name(), flushing.name());
        String name =
                "Netty by hand, " + transport.configName() + (flushing == Flushing.BATCHED ? ", flushes batched" : "");
        return new ComparedServer(name, flushing, server.process(), server.port(), server::close);
    }

    @Override
    public void close() {
        stop.run();
    }
}

package io.onesend.network.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses a free port in advance, for a test that cannot listen on port 0 and ask which it is. A port that the kernel chooses
 * would be one of those that it also gives to outgoing connections, and such a connection may take it before the test does. And
 * between the choice and the start of what is to listen there, another test may choose the same: a port is chosen once.
 */
public final class FreePort {

    /** Below the outgoing connections of every system: those begin at 32768 on Linux and at 49152 on macOS and Windows. */
    static final int FIRST = 20_000;

    static final int LAST = 29_999;

    private static final Logger LOG = LoggerFactory.getLogger(FreePort.class);
    private static final ReservedPorts RESERVED = ReservedPorts.ofThisMachine();

    private FreePort() {}

    /** A port of the loopback address on which nobody listens, and which no other test is given while this JVM lives. */
    public static int choose() {
        return choose(() -> ThreadLocalRandom.current().nextInt(FIRST, LAST + 1), RESERVED);
    }

    static int choose(IntSupplier candidates, ReservedPorts reserved) {
        while (true) {
            int port = candidates.getAsInt();
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                if (reserved.reserve(probe.getLocalPort())) {
                    return probe.getLocalPort();
                }
            } catch (BindException taken) {
                LOG.debug("port {}: {}", port, taken.getMessage());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}

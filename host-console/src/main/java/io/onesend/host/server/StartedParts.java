package io.onesend.host.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops the started parts in reverse order. If one part fails to stop, the others are still stopped. */
final class StartedParts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StartedParts.class);

    private record Part(String name, AutoCloseable stop) {}

    private final Deque<Part> parts = new ArrayDeque<>();

    <T extends AutoCloseable> T add(String name, T part) {
        parts.push(new Part(name, part));
        return part;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            stop(parts.pop());
        }
    }

    private static void stop(Part part) {
        long start = System.nanoTime();
        try {
            part.stop().close();
            LOG.debug("{} stopped in {} ms", part.name(), (System.nanoTime() - start) / 1_000_000);
        } catch (Exception failed) {
            LOG.error("{} did not stop in order", part.name(), failed);
        }
    }
}

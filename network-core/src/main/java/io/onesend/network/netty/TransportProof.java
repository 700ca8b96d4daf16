package io.onesend.network.netty;

import io.onesend.network.NetworkException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds a transport that works by using it, in a {@link TransportTrial}. A transport that Netty reports as available may still
 * stall, be forbidden by a kernel or a container, or not fit this library. The first start in a JVM tries; later ones take its
 * result.
 */
final class TransportProof {

    private static final Logger LOG = LoggerFactory.getLogger(TransportProof.class);

    /**
     * The limit for each step of a trial. Only a hang takes this long: a cold start on a busy machine takes a second or two for
     * all steps, and the choice must not depend on chance.
     */
    static final Duration LIMIT = Duration.ofSeconds(10);

    /** The result in this JVM. */
    private static @Nullable TransportFactory found;

    private final List<TransportFactory> candidates;
    private final Duration limit;

    TransportProof(List<TransportFactory> candidates, Duration limit) {
        this.candidates = List.copyOf(candidates);
        this.limit = limit;
    }

    /** The transport that works, and a line that says so and why the ones before it do not. */
    record Outcome(TransportFactory transport, String explanation) {}

    /**
     * Returns the first transport that works; logs in one line which one, and why not the ones before it. Later calls return the
     * same.
     *
     * @throws NetworkException if none works; the next call tries again
     */
    static synchronized TransportFactory firstThatWorks(List<TransportFactory> candidates) {
        TransportFactory known = found;
        if (known != null) {
            return known;
        }
        Outcome outcome = new TransportProof(candidates, LIMIT).run();
        LOG.info("{}", outcome.explanation());
        found = outcome.transport();
        return outcome.transport();
    }

    /** Tries one transport, whatever was found before; empty if it works. */
    static Optional<String> obstacle(TransportFactory candidate) {
        return Optional.ofNullable(new TransportProof(List.of(candidate), LIMIT).failureOf(candidate));
    }

    /** For tests: the next start tries again. */
    static synchronized void forget() {
        found = null;
    }

    Outcome run() {
        List<String> failures = new ArrayList<>();
        for (TransportFactory candidate : candidates) {
            long start = System.nanoTime();
            String failure = failureOf(candidate);
            String name = candidate.kind().configName();
            if (failure == null) {
                long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
                String works = "transport " + name + ": echoed on loopback after " + millis + " ms";
                failures.add(0, works);
                return new Outcome(candidate, String.join("; not ", failures));
            }
            failures.add(name + ": " + failure);
        }
        throw new NetworkException("no transport works here: " + String.join("; ", failures));
    }

    private @Nullable String failureOf(TransportFactory transport) {
        try {
            TransportTrial.begin(transport).await(limit);
            return null;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new NetworkException("interrupted while looking for a transport", stop);
        } catch (TimeoutException stalled) {
            return stalled.getMessage();
        } catch (ExecutionException failed) {
            return messageOf(failed);
        }
    }

    private static String messageOf(Throwable failure) {
        Throwable cause = failure;
        // Netty wraps the operating system's message, which is the useful one.
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}

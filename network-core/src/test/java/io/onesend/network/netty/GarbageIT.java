package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.Transport;
import io.onesend.network.testing.TestTransport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the limits of a message's garbage, in 25 rooms of 40 on loopback sockets: see {@link Garbage}. */
class GarbageIT {

    private static final Logger LOG = LoggerFactory.getLogger(GarbageIT.class);

    /** Bytes for each receiver of a message, encoding it included. */
    private static final double DELIVERED = 16;

    /** Bytes for each packet received, with its text as a string. */
    private static final double RECEIVED = 600;

    @Test
    void costsLittleGarbageForEachMessage() throws IOException, InterruptedException {
        Map<String, Double> bytes = measured(TestTransport.CHOSEN);
        LOG.info("bytes of garbage: {}", bytes);

        assertThat(bytes).containsOnlyKeys("delivered", "delivered-together", "received");
        assertThat(bytes.get("delivered")).as("delivered, a write each").isBetween(0.1, DELIVERED);
        assertThat(bytes.get("delivered-together"))
                .as("delivered, eight a write")
                .isBetween(0.1, DELIVERED);
        assertThat(bytes.get("received")).as("received").isBetween(80.0, RECEIVED);
    }

    private static Map<String, Double> measured(Transport transport) throws IOException, InterruptedException {
        Process measuring = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Xbatch",
                        "-Dio.netty.leakDetection.level=disabled",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Garbage.class.getName(),
                        transport.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            Map<String, Double> bytes = new TreeMap<>();
            measuring.inputReader().lines().forEach(line -> {
                String[] words = line.split(" ", 2);
                bytes.put(words[0], Double.parseDouble(words[1]));
            });
            assertThat(measuring.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(measuring.exitValue()).isZero();
            return bytes;
        } finally {
            measuring.destroyForcibly();
        }
    }
}

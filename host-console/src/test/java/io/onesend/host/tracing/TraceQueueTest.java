package io.onesend.host.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.host.log.LogCapture;
import io.onesend.network.PacketTrace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TraceQueueTest {

    private static final PacketTrace TRACE = new PacketTrace(
            1,
            new InetSocketAddress("127.0.0.1", 1),
            "Ping",
            5,
            Instant.EPOCH,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            0,
            null,
            null,
            null);

    private final List<Integer> batches = new CopyOnWriteArrayList<>();

    /** Takes traces as the test wants. */
    private interface Taking extends TraceExport {
        @Override
        default void close() {}
    }

    @Test
    void whatIsTooMuchIsLostAndCountedAndNobodyWaits() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        Taking slow = traces -> {
            batches.add(traces.size());
            asked.countDown();
            awaitLatch(answer);
        };
        try (TraceQueue queue = TraceQueue.start(slow)) {
            queue.add(TRACE);
            asked.await();
            for (int i = 0; i < TraceQueue.MOST + 7; i++) {
                queue.add(TRACE);
            }
            assertThat(queue.counts()).isEqualTo(new TraceCounts(0, 7));
            answer.countDown();
            await().until(() -> queue.counts().sent() == TraceQueue.MOST + 1);
            assertThat(queue.counts().lost()).isEqualTo(7);
        }
        assertThat(batches).startsWith(1).allMatch(size -> size <= 256);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aCollectorThatIsAwayIsSaidOnceAndCounted() throws Exception {
        List<String> failures = new CopyOnWriteArrayList<>(List.of("connection refused", "connection refused"));
        Taking away = traces -> {
            batches.add(traces.size());
            if (!failures.isEmpty()) {
                throw new IOException(failures.remove(0));
            }
        };
        try (LogCapture log = LogCapture.of(TraceQueue.class);
                TraceQueue queue = TraceQueue.start(away)) {
            for (int i = 1; i <= 3; i++) {
                queue.add(TRACE);
                int requests = i;
                await().until(() -> batches.size() == requests);
            }
            await().until(() -> queue.counts().equals(new TraceCounts(1, 2)));
            assertThat(log.messages())
                    .containsExactly("WARN traces are lost: tracing.otlp does not take them: connection refused");
        }
    }

    @Test
    void whatWaitsAtTheEndIsSent() {
        Taking collector = traces -> batches.add(traces.size());
        TraceQueue queue = TraceQueue.start(collector);
        for (int i = 0; i < 1_000; i++) {
            queue.add(TRACE);
        }
        queue.close();

        assertThat(queue.counts()).isEqualTo(new TraceCounts(1_000, 0));
    }
}

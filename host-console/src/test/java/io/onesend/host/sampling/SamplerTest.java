package io.onesend.host.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.logic.LogicLoop;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SamplerTest {

    private final LogicLoop loop = LogicLoop.stepped();
    private final SampleRing ring = new SampleRing();
    private long nanos = Long.MAX_VALUE - 5;
    private long millis = 1_000_000;
    private ServerCounts server = new ServerCounts(3, 2, 100, 4_000, 10_000, 20_000, 0);
    private final Sampler sampler = sampler(Optional.of(loop));

    private Sampler sampler(Optional<Executor> logic) {
        return new Sampler(() -> server, logic, new Sampler.Clocks(() -> millis, () -> nanos), ring);
    }

    @AfterEach
    void close() {
        sampler.close();
        loop.close();
    }

    private void pass(long passedMillis) {
        millis += passedMillis;
        nanos += TimeUnit.MILLISECONDS.toNanos(passedMillis);
    }

    @Test
    void makesRatesOfTotalsByTheTimeThatHasPassed() {
        sampler.take();
        assertThat(ring.last()).isEmpty();

        server = new ServerCounts(5, 4, 130, 5_200, 11_024, 41_000, 777);
        pass(2_000);
        sampler.take();

        Sample sample = ring.last().orElseThrow();
        assertThat(sample.at()).isEqualTo(millis);
        assertThat(sample.sessions()).isEqualTo(5);
        assertThat(sample.users()).isEqualTo(4);
        assertThat(sample.messagesPerSecond()).isEqualTo(15);
        assertThat(sample.deliveriesPerSecond()).isEqualTo(600);
        assertThat(sample.bytesInPerSecond()).isEqualTo(512);
        assertThat(sample.bytesOutPerSecond()).isEqualTo(10_500);
        assertThat(sample.queuedBytes()).isEqualTo(777);
        assertThat(sample.heapBytes()).isPositive();
        assertThat(sample.cpuPercent()).isNotNegative();
    }

    @Test
    void measuresHowLongTheLogicThreadLetsATaskWait() {
        sampler.take();
        pass(30);
        loop.step();

        pass(970);
        sampler.take();
        assertThat(ring.last().orElseThrow().logicWaitMillis()).isEqualTo(30);

        // This task is not run at all: the wait grows.
        pass(1_000);
        sampler.take();
        assertThat(ring.last().orElseThrow().logicWaitMillis()).isEqualTo(1_000);
        pass(1_000);
        sampler.take();
        assertThat(ring.last().orElseThrow().logicWaitMillis()).isEqualTo(2_000);
        assertThat(loop.waitingTasks()).isOne();
    }

    @Test
    void knowsNoWaitWithoutALogicThreadNorAfterItsEnd() {
        try (Sampler inline = sampler(Optional.empty())) {
            inline.take();
            pass(1_000);
            inline.take();
            assertThat(ring.last().orElseThrow().logicWaitMillis()).isNull();
        }
        loop.close();
        sampler.take();
        pass(1_000);
        sampler.take();
        assertThat(ring.last().orElseThrow().logicWaitMillis()).isZero();
    }

    @Test
    void keepsTheLastFifteenMinutes() {
        for (int i = 0; i < SampleRing.SAMPLES + 10; i++) {
            pass(1_000);
            sampler.take();
        }

        assertThat(ring.since(0)).hasSize(SampleRing.SAMPLES);
        assertThat(ring.since(millis - 2_500))
                .extracting(Sample::at)
                .containsExactly(millis - 2_000, millis - 1_000, millis);
        assertThat(ring.since(millis)).isEmpty();
    }

    @Test
    void readsTheResidentSizeAsLinuxWritesIt() {
        assertThat(ProcessUse.resident(List.of("Name:\tjava", "VmRSS:\t  123456 kB", "Threads:\t30")))
                .isEqualTo(123_456L << 10);
        assertThat(ProcessUse.resident(List.of("Name:\tjava"))).isNull();
    }
}

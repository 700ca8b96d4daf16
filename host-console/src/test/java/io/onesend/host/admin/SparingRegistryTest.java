package io.onesend.host.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparingRegistryTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
    private final SparingRegistry registry = new SparingRegistry(now::get);
    private final AtomicInteger asked = new AtomicInteger();

    private void scrapeTwice(String gauge, long nanosBetween) {
        Gauge.builder(gauge, asked, AtomicInteger::incrementAndGet).register(registry);
        registry.scrape();
        now.addAndGet(nanosBetween);
        registry.scrape();
    }

    @ParameterizedTest
    @ValueSource(strings = {"system.cpu.usage", "process.cpu.usage", "process.files.open"})
    void theSystemIsAskedOnceInFiveSeconds(String gauge) {
        scrapeTwice(gauge, SparingRegistry.KEPT.toNanos() - 1);
        assertThat(asked).hasValue(1);

        now.addAndGet(1);
        assertThat(registry.scrape()).contains(gauge.replace('.', '_'));
        assertThat(asked).hasValue(2);
    }

    @Test
    void otherGaugesAreReadForEachScrape() {
        scrapeTwice("onesend.logic.wait.seconds", 1);

        assertThat(asked).hasValue(2);
    }

    /** What the names above stand for. */
    @Test
    void theGaugesOfTheSystemHaveTheseNames() {
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);

        assertThat(registry.scrape())
                .contains("\nsystem_cpu_usage ", "\nprocess_cpu_usage ", "\nprocess_files_open_files ");
    }
}

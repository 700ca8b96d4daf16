package io.onesend.network.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakTracker;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

class LeakCheckTest {

    private final LeakRecorder recorder = new LeakRecorder();
    private final LeakCheck check = new LeakCheck(recorder);

    @Test
    void failsWithTheRecordsOfWhatWasDropped() {
        dropOne(recorder.newResourceLeakDetector(StringBuilder.class, 1));

        assertThatThrownBy(() -> check.failOnLeaks("SomeTest"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 leak(s) found after SomeTest")
                .hasMessageContaining("StringBuilder was dropped")
                .hasMessageContaining("touched last by the test");
    }

    @Test
    void reportsALeakOnce() {
        dropOne(recorder.newResourceLeakDetector(StringBuilder.class, 1));

        assertThatThrownBy(() -> check.failOnLeaks("First")).isInstanceOf(AssertionError.class);
        assertThatCode(() -> check.failOnLeaks("Second")).doesNotThrowAnyException();
    }

    @Test
    void isSilentAboutWhatWasReleased() {
        ResourceLeakDetector<StringBuilder> detector = recorder.newResourceLeakDetector(StringBuilder.class, 1);
        StringBuilder resource = new StringBuilder();
        detector.track(resource).close(resource);

        assertThatCode(() -> check.failOnLeaks("SomeTest")).doesNotThrowAnyException();
    }

    @Test
    void isSilentAboutWhatIsStillHeld() {
        ResourceLeakDetector<StringBuilder> detector = recorder.newResourceLeakDetector(StringBuilder.class, 1);
        StringBuilder resource = new StringBuilder();
        ResourceLeakTracker<StringBuilder> tracker = detector.track(resource);

        assertThatCode(() -> check.failOnLeaks("SomeTest")).doesNotThrowAnyException();

        tracker.close(resource);
    }

    @Test
    void watchesTheBuffersOfNetty() {
        PooledByteBufAllocator.DEFAULT.directBuffer(1).release();

        assertThat(LeakCheck.installed().watched()).contains("ByteBuf");
    }

    @Test
    void registersItselfAndFailsAClassThatLeaksABuffer() {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(Leaky.class))
                                .build(),
                        listener);

        assertThat(listener.getSummary().getTestsSucceededCount()).isEqualTo(1);
        assertThat(listener.getSummary().getFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getException())
                        .hasMessageContaining("ByteBuf was dropped")
                        .hasMessageContaining("Leaky"));
    }

    private static void dropOne(ResourceLeakDetector<StringBuilder> detector) {
        detector.track(new StringBuilder()).record("touched last by the test");
    }

    /** Not a test of this module: a nested class that only the launcher above selects. */
    static class Leaky {
        @Test
        void takesABufferAndForgetsIt() {
            ByteBuf forgotten = PooledByteBufAllocator.DEFAULT.directBuffer(16);
            assertThat(forgotten.touch("here").refCnt()).isEqualTo(1);
        }
    }
}

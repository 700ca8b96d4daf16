package io.onesend.host.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StopSignalTest {

    private final StopSignal stop = new StopSignal();

    @Test
    void asksWhoeverHeedsToStop() {
        stop.handleSignals();

        assertThat(stop.request(EndingSignal.TERM)).isTrue();

        assertThat(stop.isRequested()).isTrue();
        assertThat(stop.interruptedStatus()).isEqualTo(143);
        assertThat(stop.hasFailed()).isFalse();
    }

    @Test
    void letsTheFirstSignalSayTheStatus() {
        stop.handleSignals();
        stop.request(EndingSignal.INT);
        stop.request(EndingSignal.TERM);

        assertThat(stop.interruptedStatus()).isEqualTo(130);
    }

    @Test
    void aSignalHurriesAStopThatWasAskedForBefore() {
        AtomicInteger hurried = new AtomicInteger();
        stop.handleSignals();
        stop.onSecondSignal(hurried::incrementAndGet);

        stop.request(EndingSignal.TERM);
        assertThat(hurried).hasValue(0);

        stop.request(EndingSignal.INT);
        assertThat(hurried).hasValue(1);
    }

    @Test
    void letsNothingBeginAfterASignalThatNobodyHandled() {
        assertThat(stop.request(EndingSignal.TERM)).isFalse();

        assertThatThrownBy(stop::handleSignals).isInstanceOf(CancellationException.class);
    }

    @Test
    void waitsForAResultOrForTheRequest() {
        stop.awaitOrStop(CompletableFuture.completedFuture("there"));
        stop.awaitOrStop(CompletableFuture.failedFuture(new IllegalStateException("the caller's to look at")));

        stop.request();

        assertThatThrownBy(() -> stop.awaitOrStop(new CompletableFuture<>())).isInstanceOf(CancellationException.class);
    }

    @Test
    void tellsAStopThatWasAskedForFromAFault() {
        stop.fail();

        assertThat(stop.isRequested()).isTrue();
        assertThat(stop.hasFailed()).isTrue();
    }
}

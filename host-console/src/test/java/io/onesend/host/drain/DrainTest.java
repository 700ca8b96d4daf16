package io.onesend.host.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.onesend.host.config.DrainConfig;
import io.onesend.host.drain.DrainStatus.Phase;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Times are zero or an hour: no test depends on how fast the machine is. */
@Timeout(60)
class DrainTest {

    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration OVER = Duration.ofSeconds(5);
    private static final DrainConfig NO_GRACE = new DrainConfig(Duration.ZERO, OVER, NEVER);
    private static final DrainConfig ENDLESS_GRACE = new DrainConfig(NEVER, OVER, NEVER.multipliedBy(3));

    private final FakeTarget server = new FakeTarget();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Drain drain(DrainConfig config) {
        return new Drain(server, () -> config, stopped::countDown);
    }

    private CompletableFuture<Void> finish(Drain drain) {
        return CompletableFuture.runAsync(drain::finish);
    }

    private void awaitDone(String what) {
        await().untilAsserted(() -> assertThat(server.done).contains(what));
    }

    @Test
    void aStopIsNotReadyThenDeafThenEmpty() {
        server.sessions.set(2_000);
        CompletableFuture<Void> finished = finish(drain(NO_GRACE));
        awaitDone("closing over 5000");
        assertThat(server.done).containsExactly("not ready", "not listening", "closing over 5000");
        assertThat(finished).isNotDone();

        server.sessions.set(0);
        finished.join();
        assertThat(server.done).doesNotContain("cut");
    }

    @Test
    void aStopOfAnEmptyServerThatNobodyWatchesTakesNoTime() {
        server.watched = false;
        drain(ENDLESS_GRACE).finish();
        assertThat(server.done).containsExactly("not ready", "not listening", "closing over 0");
    }

    @Test
    void fewSessionsAreClosedInLessTime() {
        server.sessions.set(30);
        CompletableFuture<Void> finished = finish(drain(NO_GRACE));
        awaitDone("closing over 300");
        server.sessions.set(0);
        finished.join();
    }

    @Test
    void theTimeThatAnOperatorChoosesHoldsForFewSessionsToo() throws Exception {
        server.sessions.set(30);
        drain(NO_GRACE).begin(Optional.of(Duration.ofMinutes(10)));
        awaitDone("closing over 600000");
        server.sessions.set(0);
        assertThat(stopped.await(30, TimeUnit.SECONDS)).as("it ends the server").isTrue();
    }

    @Test
    void sessionsThatWereConnectingWhenItBeganDoNotHoldItUp() {
        server.sessions.set(1);
        server.late.set(1);

        drain(NO_GRACE).finish();

        assertThat(server.sessions).hasValue(0);
        assertThat(server.done).doesNotContain("cut");
    }

    @Test
    void whatIsLeftAtTheLimitIsCut() {
        server.sessions.set(1);
        drain(new DrainConfig(Duration.ZERO, Duration.ZERO, Duration.ofMillis(100)))
                .finish();
        assertThat(server.done).containsExactly("not ready", "not listening", "closing over 0", "cut");
    }

    @Test
    void aDrainCanBeUndoneInItsGraceAndBegunAgain() throws Exception {
        Drain drain = drain(ENDLESS_GRACE);
        assertThat(drain.begin(Optional.empty()).phase()).isEqualTo(Phase.GRACE);
        assertThatThrownBy(() -> drain.begin(Optional.empty()))
                .isInstanceOf(DrainRefusedException.class)
                .hasMessageContaining("already");

        drain.undo();

        assertThat(drain.status()).isEmpty();
        assertThat(server.done).containsExactly("not ready", "ready");
        assertThatThrownBy(drain::undo).hasMessageContaining("is not draining");
        drain.begin(Optional.empty());
        assertThat(drain.status()).map(DrainStatus::phase).contains(Phase.GRACE);
        assertThat(stopped.getCount()).isEqualTo(1);
    }

    @Test
    void onceItClosesSessionsItCannotBeUndone() throws Exception {
        server.sessions.set(1);
        Drain drain = drain(NO_GRACE);
        drain.begin(Optional.empty());
        awaitDone("closing over 10");

        assertThatThrownBy(drain::undo)
                .isInstanceOf(DrainRefusedException.class)
                .hasMessageContaining("no longer listens");
        assertThat(drain.status()).map(DrainStatus::phase).contains(Phase.CLOSING);
        server.sessions.set(0);
    }

    @Test
    void aStopHurriesADrainInItsGrace() throws Exception {
        server.watched = false;
        server.sessions.set(1_000);
        Drain drain = drain(ENDLESS_GRACE);
        drain.begin(Optional.of(NEVER));

        CompletableFuture<Void> finished = finish(drain);

        awaitDone("closing over 5000");
        assertThatThrownBy(drain::undo).hasMessageContaining("told to stop");
        assertThatThrownBy(() -> drain.begin(Optional.empty())).hasMessageContaining("already");
        server.sessions.set(0);
        finished.join();
    }

    @Test
    void aStopHurriesADrainThatCloses() throws Exception {
        server.sessions.set(1_000);
        Drain drain = drain(NO_GRACE);
        drain.begin(Optional.of(NEVER));
        awaitDone("closing over 3600000");

        CompletableFuture<Void> finished = finish(drain);

        awaitDone("closing within 5000");
        server.sessions.set(0);
        finished.join();
    }

    @Test
    void aSecondSignalCutsEverythingOff() {
        server.sessions.set(1_000);
        Drain drain = drain(ENDLESS_GRACE);
        CompletableFuture<Void> finished = finish(drain);
        awaitDone("not ready");

        drain.cut();

        finished.join();
        assertThat(server.done).containsExactly("not ready", "not listening", "closing over 5000", "cut");
    }

    @Test
    void aSecondSignalBeforeTheStopHasBegunCutsItToo() {
        server.sessions.set(1);
        Drain drain = drain(ENDLESS_GRACE);
        drain.cut();
        drain.finish();
        assertThat(server.done).endsWith("cut");
    }
}

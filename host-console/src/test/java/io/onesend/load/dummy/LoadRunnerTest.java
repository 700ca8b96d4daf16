package io.onesend.load.dummy;

import static io.onesend.load.LoadCount.CONNECT_FAILED;
import static io.onesend.load.LoadCount.DELIVERED;
import static io.onesend.load.LoadCount.DISCONNECTED;
import static io.onesend.load.LoadCount.EXPECTED;
import static io.onesend.load.LoadCount.LATE;
import static io.onesend.load.LoadCount.LOST;
import static io.onesend.load.LoadCount.SENT;
import static io.onesend.load.LoadCount.UNACCOUNTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.load.FailureReason;
import io.onesend.load.LatencyKind;
import io.onesend.load.LoadCount;
import io.onesend.load.LoadGroup;
import io.onesend.load.LoadPace;
import io.onesend.load.LoadPhase;
import io.onesend.load.LoadPlan;
import io.onesend.load.LoadScheme;
import io.onesend.load.LoadTiming;
import io.onesend.load.Scenario;
import io.onesend.load.SizeRange;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** A run in virtual time. */
class LoadRunnerTest {

    private static final long MILLI = 1_000_000;
    private static final LoadTiming TIMING =
            new LoadTiming(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMillis(500));

    private final FakeServer server = new FakeServer();
    private RunContext context = context(LoadPace.ofRate(100), 0, TIMING);
    private LoadRunner runner = new LoadRunner(context);
    private long now = -5 * MILLI;

    private RunContext context(LoadPace pace, int sources, LoadTiming timing) {
        LoadGroup group = new LoadGroup(Scenario.ECHO, 3, pace, new SizeRange(16, 64), 1, 0, 0);
        LoadPlan plan =
                new LoadPlan(new InetSocketAddress(1), sources, timing, 1, "", LoadScheme.PASSWORD, 3, List.of(group));
        return new RunContext(plan, server, () -> now, 7);
    }

    private void begin(LoadPace pace, int sources, LoadTiming timing) {
        context = context(pace, sources, timing);
        runner = new LoadRunner(context);
    }

    /** Ticks every millisecond, echoing what was sent a tick before; returns whether the run has ended. */
    private boolean run(long millis) {
        for (long i = 0; i < millis; i++) {
            server.echoAll();
            if (runner.tick(now)) {
                return true;
            }
            now += MILLI;
        }
        return false;
    }

    private long of(LoadCount count) {
        return context.tally.read().of(count);
    }

    @Test
    void sendsExactlyWhatTheRateSaysAndLeavesTheWarmUpOutOfTheLatencies() {
        assertThat(run(10_000)).isTrue();

        assertThat(of(SENT)).isEqualTo(300);
        assertThat(of(DELIVERED)).isEqualTo(300);
        assertThat(context.tally.read().wrong()).isZero();
        Histogram latencies = context.latencies.sinceLast().of(LatencyKind.DELIVERY);
        assertThat(latencies.getTotalCount()).isEqualTo(200);
        assertThat(latencies.getMaxValue()).isLessThan(3 * MILLI);
    }

    @Test
    void saysHowFarItHasCome() {
        begin(
                LoadPace.ofRate(100),
                0,
                new LoadTiming(
                        Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(500)));
        List<LoadPhase> phases = new ArrayList<>();
        boolean over = false;
        while (!over) {
            over = run(1);
            if (phases.isEmpty() || phases.get(phases.size() - 1) != runner.loadPhase()) {
                phases.add(runner.loadPhase());
            }
        }

        assertThat(phases).containsExactly(LoadPhase.values());
    }

    @Test
    void countsAPauseOfTheProcessInTheLatenciesAndDropsNothing() {
        run(1_500);
        now += 1_000 * MILLI;
        assertThat(run(10_000)).isTrue();

        assertThat(of(SENT)).isEqualTo(300);
        assertThat(of(DELIVERED)).isEqualTo(300);
        Histogram latencies = context.latencies.sinceLast().of(LatencyKind.DELIVERY);
        assertThat(latencies.getMaxValue()).isGreaterThan(990 * MILLI);
        assertThat(latencies.getCountBetweenValues(100 * MILLI, 2_000 * MILLI)).isBetween(85L, 95L);
    }

    @Test
    void sendsAsRoomIsMadeWithinTheWindow() {
        begin(LoadPace.ofWindow(5), 0, TIMING);
        run(100);
        assertThat(server.sessions).hasSize(3);
        assertThat(server.sessions)
                .allSatisfy(session -> assertThat(session.waiting).hasSize(5));
        long before = of(SENT);
        FakeServer.FakeSession one = server.sessions.get(0);
        one.echo(one.waiting.remove(0));
        assertThat(of(SENT)).isEqualTo(before + 1);
        assertThat(one.waiting).hasSize(5);

        assertThat(run(10_000)).isTrue();
        assertThat(context.tally.read().wrong()).isZero();
    }

    @Test
    void callsLateWhatComesAfterTheGracePeriodAndLostWhatDoesNotCome() {
        run(2_800);
        byte[] late = takeNext(0);
        byte[] never = takeNext(1);
        run(800);
        assertThat(of(LATE)).isZero();
        server.sessions.get(0).echo(late);
        assertThat(of(LATE)).isEqualTo(1);
        assertThat(run(10_000)).isTrue();

        assertThat(never).isNotEmpty();
        assertThat(of(LOST)).isEqualTo(1);
        assertThat(of(EXPECTED)).isEqualTo(300);
        assertThat(of(DELIVERED)).isEqualTo(298);
        assertThat(of(UNACCOUNTED)).isZero();
    }

    private byte[] takeNext(int session) {
        while (server.sessions.get(session).waiting.isEmpty()) {
            runner.tick(now);
            now += MILLI;
        }
        return server.sessions.get(session).waiting.remove(0);
    }

    @Test
    void namesALostConnectionAndWhatWasUnderWayOnIt() {
        run(1_000);
        takeNext(0);
        server.sessions.get(0).lose();
        assertThat(run(10_000)).isTrue();

        assertThat(of(DISCONNECTED)).isEqualTo(1);
        assertThat(of(LOST)).isEqualTo(1);
        assertThat(of(SENT)).isLessThan(300);
        assertThat(of(UNACCOUNTED)).isZero();
    }

    @Test
    void givesASlotBackAfterALossSoThatTheSenderGoesOn() {
        begin(LoadPace.ofWindow(1), 0, TIMING);
        run(100);
        server.sessions.get(0).waiting.clear();
        server.sessions.get(1).waiting.clear();
        server.sessions.get(2).waiting.clear();
        long before = of(SENT);
        assertThat(run(10_000)).isTrue();

        assertThat(of(LOST)).isEqualTo(3);
        assertThat(of(SENT)).isGreaterThan(before + 100);
        assertThat(of(UNACCOUNTED)).isZero();
    }

    @Test
    void startsEvenlyOverTheRampAndSendsWhenAllAreThere() {
        Duration ramp = Duration.ofSeconds(3);
        begin(LoadPace.ofRate(100), 0, new LoadTiming(ramp, Duration.ZERO, Duration.ofSeconds(1), Duration.ZERO));
        run(1_001);
        assertThat(server.sessions).hasSize(1);
        run(1_000);
        assertThat(server.sessions).hasSize(2);
        assertThat(of(SENT)).isZero();
        assertThat(run(10_000)).isTrue();
        assertThat(of(SENT)).isEqualTo(100);
        assertThat(runner.planned()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(4));
    }

    @Test
    void stopsSendingWhenAskedAndStillWaitsForWhatIsUnderWay() {
        run(1_000);
        takeNextAndPutItBack();
        runner.stop();
        runner.tick(now);
        long sent = of(SENT);
        assertThat(run(1_000)).isTrue();

        assertThat(of(SENT)).isEqualTo(sent).isLessThan(300);
        assertThat(of(DELIVERED)).isEqualTo(sent);
        assertThat(context.tally.read().wrong()).isZero();
    }

    private void takeNextAndPutItBack() {
        server.sessions.get(2).waiting.add(takeNext(2));
    }

    @Test
    void endsWhenNobodyCouldConnect() {
        server.isRefusing = true;
        assertThat(run(1_000)).isTrue();

        assertThat(of(CONNECT_FAILED)).isEqualTo(3);
        assertThat(context.reasons.all()).containsExactly(new FailureReason("nobody listens", 3));
    }

    @Test
    void takesSourceAddressesInTurn() {
        begin(LoadPace.ofRate(100), 2, TIMING);
        run(1);

        assertThat(server.sources.stream()
                        .map(source -> Objects.requireNonNull(source).getHostString()))
                .containsExactly("127.0.0.1", "127.0.0.2", "127.0.0.1");
    }
}

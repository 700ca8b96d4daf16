package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.onesend.network.DisconnectReason;
import io.onesend.network.DisconnectReason.Fault;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.Session;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests when deadlines fire, to the millisecond, with a lane that sweeps and a clock that the test sets. */
class SessionDeadlineTest {

    private static final DisconnectReason LATE = DisconnectReason.of("late", Fault.PEER);
    private static final int NEVER = 100_000;

    private final LogicLoop loop = LogicLoop.stepped();
    private final RecordingListener listener = new RecordingListener();
    private final SendBudget budget = new SendBudget(1 << 20);
    private final HaltingChannel channel = new HaltingChannel();
    private long now = 1_000_000_000_000L;
    private final SendLane lane = new SendLane(channel.eventLoop(), () -> now);
    private int millis;

    @BeforeEach
    void connect() {
        channel.freezeTime();
        lane.start();
        NetworkConfig config = NetworkConfig.builder().build();
        SessionContext context = SessionContext.of(
                SharedContext.of(Logic.on(loop), new SessionRegistry(config), budget, new InboundBudget(1 << 20, 4096)),
                config,
                PacketDecoder.BYTES,
                listener);
        channel.pipeline().addLast(new SessionHandler(1, channel, context, lane));
        channel.pipeline().fireChannelActive();
        settle();
    }

    @AfterEach
    void nothingIsLeft() {
        channel.unfreezeTime();
        channel.finishAndReleaseAll();
        settle();
        lane.batch().close();
        assertThat(budget.used()).isZero();
    }

    private void settle() {
        do {
            channel.runPendingTasks();
            // A timer's own tasks are left by the first call.
            channel.runPendingTasks();
        } while (loop.step() > 0);
    }

    private Session session() {
        return listener.session();
    }

    private void pass(int time) {
        for (int end = millis + time; millis < end; millis++) {
            now += TimeUnit.MILLISECONDS.toNanos(1);
            channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
            settle();
        }
    }

    /** Returns the millisecond at which the session ends. */
    private int end() {
        while (listener.ends.isEmpty()) {
            assertThat(millis).as("milliseconds without an end").isLessThan(NEVER);
            pass(1);
        }
        assertThat(listener.ends).containsExactly(LATE);
        return millis;
    }

    private void receive() {
        channel.writeInbound(Unpooled.directBuffer().writeBytes(frame(1)));
        settle();
    }

    /** Acts as a process that was stopped and goes on: everything that was due meanwhile runs at once. */
    private void standStill(int seconds) {
        now += TimeUnit.SECONDS.toNanos(seconds);
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        millis += seconds * 1000;
        settle();
    }

    private static Duration millis(int number) {
        return Duration.ofMillis(number);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 300, 999, 1000, 1001, 1500, 2999, 12_345})
    void firesAtItsTime(int time) {
        session().setDeadline(millis(time), LATE);
        assertThat(end()).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -5})
    void firesAtOnceWithoutTime(int time) {
        pass(400);
        session().setDeadline(millis(time), LATE);
        settle();
        assertThat(end()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 1000, 1700})
    void silenceCountsFromTheLastPacket(int time) {
        session().setSilenceDeadline(millis(time), LATE);
        for (int i = 0; i < 20; i++) {
            pass(250);
            receive();
        }
        assertThat(end()).isEqualTo(20 * 250 + time);
    }

    @Test
    void silenceCountsFromItsStartWhateverCameBefore() {
        pass(100);
        receive();
        pass(600);
        session().setSilenceDeadline(millis(800), LATE);
        assertThat(end()).isEqualTo(1500);
    }

    @Test
    void packetsDoNotMoveADeadlineOfAnotherKind() {
        session().setDeadline(millis(1500), LATE);
        pass(1400);
        receive();
        assertThat(end()).isEqualTo(1500);
    }

    @Test
    void aLaterOneReplacesIt() {
        session().setDeadline(millis(300), LATE);
        pass(200);
        session().setDeadline(millis(5000), LATE);
        assertThat(end()).isEqualTo(5200);
    }

    @Test
    void anEarlierOneReplacesIt() {
        session().setDeadline(millis(900), LATE);
        pass(200);
        session().setDeadline(millis(100), LATE);
        assertThat(end()).isEqualTo(300);
    }

    @Test
    void oneThatIsMovedAtEachPacketFiresAfterTheLast() {
        for (int i = 0; i < 1000; i++) {
            session().setDeadline(millis(300), LATE);
            pass(7);
        }
        assertThat(end()).isEqualTo(999 * 7 + 300);
    }

    @Test
    void aClearedOneDoesNotFire() {
        session().setDeadline(millis(300), LATE);
        pass(200);
        session().clearDeadline();
        pass(5000);
        assertThat(listener.ends).isEmpty();

        session().setDeadline(millis(300), LATE);
        assertThat(end()).isEqualTo(5500);
    }

    @Test
    void oneThatPassesDuringAnOrderlyCloseDoesNotCutItShort() {
        session().setDeadline(millis(300), LATE);
        channel.writes = false;
        session().send(frame(1));
        session().close();
        settle();

        pass(600);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void hasNoTimerWhileItIsFurtherAwayThanTheNextSweep() {
        assertThat(toNextTask()).isEqualTo(1000);
        session().setDeadline(millis(1600), LATE);
        settle();
        assertThat(toNextTask()).isEqualTo(1000);

        pass(1000);
        assertThat(toNextTask()).isEqualTo(600);
    }

    @Test
    void keepsItsTimerWhenItIsMovedToLater() {
        session().setDeadline(millis(300), LATE);
        settle();
        pass(100);
        session().setDeadline(millis(300), LATE);
        settle();
        assertThat(toNextTask()).as("the timer that is set").isEqualTo(200);
        pass(200);
        assertThat(toNextTask()).as("the timer that is set instead").isEqualTo(100);
    }

    @Test
    void keepsItsTimerWhenItIsClearedAndSetAgain() {
        for (int i = 0; i < 100; i++) {
            session().setDeadline(millis(300), LATE);
            settle();
            session().clearDeadline();
            pass(1);
        }
        pass(200);
        assertThat(toNextTask())
                .as("to the sweep, because the only timer has rung")
                .isEqualTo(700);
    }

    private long toNextTask() {
        return TimeUnit.NANOSECONDS.toMillis(channel.runScheduledPendingTasks());
    }

    @Test
    void aPauseIsNotTakenOffIt() {
        session().setDeadline(millis(1300), LATE);
        pass(1100);
        standStill(60);
        assertThat(listener.ends).isEmpty();

        // A pause ends with a sweep that looks at nothing; what is left is measured from the next one on.
        assertThat(end()).isBetween(61_100, 62_200);
    }

    @Test
    void aPauseIsNotTakenOffASilence() {
        session().setSilenceDeadline(millis(900), LATE);
        pass(500);
        standStill(60);
        receive();
        int last = millis;

        assertThat(end()).isBetween(last + 900, last + 1900);
    }

    @Test
    void oneThatIsSetBeforeThePauseIsNoticedCountsFromThen() {
        pass(500);
        now += TimeUnit.SECONDS.toNanos(60);
        session().setDeadline(millis(5000), LATE);
        channel.advanceTimeBy(60, TimeUnit.SECONDS);
        millis += 60_000;
        settle();

        assertThat(end()).isBetween(65_500, 66_500);
    }
}

package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.onesend.network.DisconnectReason;
import io.onesend.network.DisconnectReason.Fault;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests which sessions a lane's sweep ends, with a clock that the test sets. */
class SweepTest {

    private static final DisconnectReason LATE = DisconnectReason.of("late", Fault.PEER);
    private static final NetworkConfig CONFIG =
            NetworkConfig.builder().idleTimeout(Duration.ofSeconds(15)).build();

    /** Longer than any time-out here. */
    private static final Duration PAUSE = Duration.ofSeconds(60);

    private final LogicLoop loop = LogicLoop.stepped();
    private final HalfCloseListener listener = new HalfCloseListener();
    private final SendBudget budget = new SendBudget(1 << 20);
    private final InboundBudget inboundBudget = new InboundBudget(1 << 20, 4096);
    private long now = 1_000_000_000_000L;
    private final HaltingChannel channel = new HaltingChannel();
    private final SendLane lane = new SendLane(channel.eventLoop(), () -> now);

    @BeforeEach
    void connect() {
        channel.pipeline().addLast(new SessionHandler(1, channel, context(), lane));
        channel.pipeline().fireChannelActive();
        settle();
    }

    private SessionContext context() {
        return SessionContext.of(
                SharedContext.of(Logic.on(loop), new SessionRegistry(CONFIG), budget, inboundBudget),
                CONFIG,
                PacketDecoder.BYTES,
                listener);
    }

    private void settle() {
        do {
            channel.runPendingTasks();
        } while (loop.step() > 0);
    }

    private void receive(byte... bytes) {
        channel.writeInbound(Unpooled.directBuffer().writeBytes(bytes));
        settle();
    }

    private void endInput() {
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        settle();
    }

    private void pass(Duration time) {
        for (long seconds = 0; seconds < time.toSeconds(); seconds++) {
            now += 1_000_000_000;
            lane.sweep();
            settle();
        }
    }

    /** Acts as a process that was stopped and goes on. */
    private void standStill() {
        now += PAUSE.toNanos();
        lane.sweep();
        settle();
    }

    private void assertEnded(String reason) {
        assertThat(listener.ends).extracting(DisconnectReason::name).containsExactly(reason);
    }

    @AfterEach
    void nothingIsLeft() {
        channel.finishAndReleaseAll();
        settle();
        lane.batch().close();
        assertThat(budget.used()).isZero();
        assertThat(inboundBudget.used()).isZero();
    }

    @Test
    void aPauseIsNotIdleness() {
        pass(Duration.ofSeconds(10));
        standStill();
        assertThat(listener.ends).isEmpty();

        pass(Duration.ofSeconds(4));
        assertThat(listener.ends)
                .as("what was left before the pause is left after it")
                .isEmpty();
        pass(Duration.ofSeconds(4));
        assertEnded("idle");
    }

    @Test
    void aSessionsOwnTimeToBeIdleTakesThePlaceOfTheConfiguredOne() {
        listener.session().setReadIdle(Duration.ofSeconds(40));
        pass(Duration.ofSeconds(41));
        assertThat(listener.ends).isEmpty();

        listener.session().setReadIdle(Duration.ZERO);
        pass(Duration.ofSeconds(100));
        assertThat(listener.ends).isEmpty();

        receive(frame(1));
        listener.session().setReadIdle(Duration.ofSeconds(2));
        pass(Duration.ofSeconds(4));
        assertEnded("idle");
    }

    @Test
    void aTimeToBeIdleIsNotNegative() {
        assertThatThrownBy(() -> listener.session().setReadIdle(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatWaitedInTheSocketDuringAPauseCounts() {
        pass(Duration.ofSeconds(15));
        standStill();
        receive(frame(1));

        pass(Duration.ofSeconds(15));
        assertThat(listener.ends).isEmpty();
    }

    @Test
    void aPauseIsNotTakenOffADeadline() {
        listener.session().setDeadline(Duration.ofSeconds(10), LATE);
        pass(Duration.ofSeconds(5));
        standStill();
        pass(Duration.ofSeconds(3));
        assertThat(listener.ends).isEmpty();

        pass(Duration.ofSeconds(3));
        assertEnded("late");
    }

    @Test
    void aPauseIsNotAStalledWrite() {
        channel.writes = false;
        listener.session().send(frame(1));
        settle();
        for (int i = 0; i < 28; i++) {
            receive(frame(1));
            pass(Duration.ofSeconds(1));
        }
        standStill();
        assertThat(listener.ends).isEmpty();

        for (int i = 0; i < 5 && channel.isOpen(); i++) {
            receive(frame(1));
            pass(Duration.ofSeconds(1));
        }
        assertEnded("write-stalled");
    }

    @Test
    void aPauseIsNotTakenOffAnOrderlyClose() {
        channel.writes = false;
        listener.session().send(frame(1));
        settle();
        listener.session().close(LATE);
        settle();
        standStill();
        assertThat(channel.isOpen()).isTrue();

        pass(Duration.ofSeconds(7));
        assertEnded("late");
    }

    @Test
    void aPeerThatHasEndedItsOutputIsNotIdle() {
        endInput();

        pass(Duration.ofSeconds(60));
        assertThat(listener.ends).isEmpty();
    }

    @Test
    void aPeerThatHasEndedItsOutputIsIdleUntilTheListenerKnows() {
        listener.session().suspend();
        endInput();

        pass(Duration.ofSeconds(17));
        assertEnded("idle");
    }

    @Test
    void aPeerThatHasEndedItsOutputMustStillRead() {
        endInput();
        channel.writes = false;
        listener.session().send(frame(1));
        settle();

        pass(Duration.ofSeconds(28));
        assertThat(listener.ends).isEmpty();
        pass(Duration.ofSeconds(5));
        assertEnded("write-stalled");
    }

    @Test
    void aDeadlineHoldsAfterThePeersEnd() {
        endInput();
        listener.session().setSilenceDeadline(Duration.ofSeconds(3), LATE);

        pass(Duration.ofSeconds(5));
        assertEnded("late");
    }

    @Test
    void everyWholePacketRenewsADeadlineOfSilence() {
        listener.session().setSilenceDeadline(Duration.ofSeconds(3), LATE);
        for (int i = 0; i < 10; i++) {
            pass(Duration.ofSeconds(2));
            receive(frame(1));
        }
        assertThat(listener.ends).isEmpty();

        pass(Duration.ofSeconds(6));
        assertEnded("late");
    }

    @Test
    void partsOfAPacketDoNotRenewADeadlineOfSilence() {
        listener.session().setSilenceDeadline(Duration.ofSeconds(3), LATE);
        byte[] packet = frame(1, new byte[20]);
        for (int i = 0; i < packet.length && channel.isOpen(); i++) {
            receive(packet[i]);
            pass(Duration.ofSeconds(1));
        }
        assertEnded("late");
        assertThat(listener.received).isEmpty();
    }

    @Test
    void packetsDoNotRenewAnOrdinaryDeadline() {
        listener.session().setDeadline(Duration.ofSeconds(3), LATE);
        for (int i = 0; i < 6 && channel.isOpen(); i++) {
            receive(frame(1));
            pass(Duration.ofSeconds(1));
        }
        assertEnded("late");
    }
}

package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.onesend.network.DisconnectReason;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.SessionInfo;
import io.onesend.network.SlowReceiver;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests what a lane tells of its sessions to those who look, with a clock that the test sets. */
class SessionLookTest {

    private static final NetworkConfig CONFIG =
            NetworkConfig.builder().sendStallTimeout(Duration.ZERO).build();

    private final LogicLoop loop = LogicLoop.stepped();
    private final RecordingListener listener = new RecordingListener();
    private final SendBudget budget = new SendBudget(1 << 24);
    private final SessionContext context = SessionContext.of(
            SharedContext.of(Logic.on(loop), new SessionRegistry(CONFIG), budget, new InboundBudget(1 << 20, 4096)),
            CONFIG,
            PacketDecoder.BYTES,
            listener);
    private long now = 1_000_000_000_000L;
    private final List<HaltingChannel> channels = new ArrayList<>();
    private final HaltingChannel first = new HaltingChannel();
    private final SendLane lane = new SendLane(first.eventLoop(), () -> now);

    /** On the first channel's loop, which belongs to the thread of the test like that of any other. */
    private SessionHandler connect(HaltingChannel channel) {
        SessionHandler handler = new SessionHandler(channels.size() + 1, channel, context, lane);
        channel.pipeline().addLast(handler);
        channel.pipeline().fireChannelActive();
        channels.add(channel);
        settle();
        return handler;
    }

    private void settle() {
        do {
            first.runPendingTasks();
            channels.forEach(HaltingChannel::runPendingTasks);
        } while (loop.step() > 0);
    }

    private void receive(HaltingChannel channel, byte... bytes) {
        channel.writeInbound(Unpooled.directBuffer().writeBytes(bytes));
        settle();
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            now += 1_000_000_000;
            lane.sweep();
            settle();
        }
    }

    private List<SessionInfo> ask() {
        CompletableFuture<List<SessionInfo>> answer = lane.askCensus();
        settle();
        assertThat(answer).isCompleted();
        return answer.join();
    }

    @AfterEach
    void nothingIsLeft() {
        channels.forEach(HaltingChannel::finishAndReleaseAll);
        first.finishAndReleaseAll();
        settle();
        lane.batch().close();
        assertThat(budget.used()).isZero();
    }

    @Test
    void tellsWhatASessionHasCounted() {
        Instant before = Instant.now();
        SessionHandler handler = connect(first);
        receive(first, frame(1, new byte[20]));
        receive(first, frame(2));
        handler.session().send(frame(3, new byte[30]));
        settle();

        SessionInfo info = ask().get(0);

        assertThat(info.session()).isSameAs(listener.session());
        assertThat(info.packetsIn()).isEqualTo(2);
        assertThat(info.bytesIn()).isEqualTo(frame(1, new byte[20]).length + frame(2).length);
        assertThat(info.packetsOut()).isOne();
        assertThat(info.bytesOut()).isEqualTo(frame(3, new byte[30]).length);
        assertThat(info.queuedBytes()).isZero();
        assertThat(info.behind()).isZero();
        assertThat(info.readingStopped()).isFalse();
        assertThat(info.since()).isBetween(before.minusMillis(1), Instant.now());
    }

    @Test
    void tellsForHowLongAReceiverIsBehindAndAPeerSilent() {
        SessionHandler handler = connect(first);
        first.writes = false;
        handler.session().send(frame(1));
        settle();
        ask();
        pass(3);

        SessionInfo info = ask().get(0);

        assertThat(info.queuedBytes()).isEqualTo(frame(1).length);
        assertThat(info.behind()).isEqualTo(Duration.ofSeconds(3));
        assertThat(Duration.between(info.lastRead(), Instant.now())).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void countsAnewOnceASecondWhileSomebodyAsks() {
        connect(first);
        assertThat(ask().get(0).packetsIn()).isZero();
        receive(first, frame(1));
        assertThat(ask().get(0).packetsIn()).as("until the next sweep").isZero();

        pass(1);

        assertThat(ask().get(0).packetsIn()).isOne();
    }

    @Test
    void forgetsWhatItHasTenSecondsAfterTheLastQuestion() {
        connect(first);
        ask();
        pass(1);
        receive(first, frame(1));

        pass(12);

        CompletableFuture<List<SessionInfo>> answer = lane.askCensus();
        assertThat(answer).as("nothing is kept: it has to be counted first").isNotDone();
        settle();
        assertThat(answer.join().get(0).packetsIn()).isOne();
    }

    @Test
    void remembersASlowReceiverAndWhatBecameOfIt() {
        SessionHandler handler = connect(first);
        assertThat(slow()).isEmpty();
        first.writes = false;
        handler.session().send(frame(1));
        settle();
        pass(1);
        assertThat(slow()).as("not slow yet").isEmpty();

        pass(3);

        SlowReceiver waiting = slow().get(0);
        assertThat(waiting.session()).isSameAs(handler.session());
        assertThat(waiting.longest()).isEqualTo(Duration.ofSeconds(3));
        assertThat(waiting.mostQueued()).isEqualTo(frame(1).length);
        assertThat(waiting.waiting()).isTrue();
        assertThat(waiting.end()).isNull();

        first.writes = true;
        first.flush();
        settle();
        pass(1);
        assertThat(slow()).singleElement().satisfies(over -> {
            assertThat(over.waiting()).isFalse();
            assertThat(over.longest()).isEqualTo(Duration.ofSeconds(3));
        });

        handler.session().abort(DisconnectReason.CLOSED_BY_SERVER);
        settle();
        pass(1);
        assertThat(slow()).extracting(SlowReceiver::end).containsExactly(DisconnectReason.CLOSED_BY_SERVER);

        pass(297);
        assertThat(slow()).hasSize(1);
        pass(3);
        assertThat(slow()).as("five minutes after").isEmpty();
    }

    @Test
    void remembersTheHundredSlowestOnly() {
        SessionHandler fastest = connect(first);
        first.writes = false;
        for (int i = 0; i < SendSlowReceivers.MOST; i++) {
            HaltingChannel channel = new HaltingChannel();
            channel.writes = false;
            connect(channel).session().send(frame(1));
        }
        settle();
        pass(2);
        fastest.session().send(frame(1));
        settle();
        pass(4);

        assertThat(slow())
                .hasSize(SendSlowReceivers.MOST)
                .extracting(SlowReceiver::session)
                .doesNotContain(fastest.session());

        channels.get(1).writes = true;
        channels.get(1).flush();
        settle();
        pass(4);
        assertThat(slow())
                .as("it is slower now than the one that has recovered")
                .hasSize(SendSlowReceivers.MOST)
                .extracting(SlowReceiver::session)
                .contains(fastest.session());
    }

    private List<SlowReceiver> slow() {
        return lane.slowReceivers().known();
    }
}

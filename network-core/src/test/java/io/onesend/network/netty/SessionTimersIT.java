package io.onesend.network.netty;

import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.network.Logic;
import io.onesend.network.Transport;
import io.onesend.network.logic.LogicLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Timers that a listener schedules on its session's loop, with the real I/O threads of each transport. */
class SessionTimersIT {

    /** Answers a while later, from a timer: with the first letter of the name of the timer's thread. */
    private static RecordingListener answersLater(AtomicInteger wrong) {
        RecordingListener listener = new RecordingListener();
        listener.onPacket = (session, packet) -> {
            long due = System.nanoTime() + 5_000_000;
            session.logicLoop().schedule(Duration.ofMillis(5), () -> {
                if (System.nanoTime() - due < 0 || !session.logicLoop().inLoop()) {
                    wrong.incrementAndGet();
                }
                session.send(new byte[] {
                    6, 0, 1, 0, 0, (byte) Thread.currentThread().getName().charAt(0)
                });
            });
        };
        return listener;
    }

    @ParameterizedTest
    @MethodSource("io.onesend.network.netty.ServerHarness#transports")
    void runOnTheIoThreadWhenInlineAndEndWithTheServer(Transport transport) throws IOException {
        AtomicInteger wrong = new AtomicInteger();
        RecordingListener listener = answersLater(wrong);
        LogicLoop loop;
        try (ServerHarness harness = new ServerHarness(
                        CONFIG.toBuilder()
                                .transport(transport)
                                .ioThreads(1)
                                .closeTimeout(Duration.ofMillis(500))
                                .build(),
                        Logic.inline(),
                        listener);
                Peer peer = new Peer(harness.port())) {
            for (int i = 0; i < 20; i++) {
                peer.send(new byte[] {5, 0, 1, 0, 0});
                assertThat(peer.receive()[5]).as("net-io-0").isEqualTo((byte) 'n');
            }
            loop = listener.session().logicLoop();
            loop.schedule(Duration.ofHours(1), wrong::incrementAndGet);
            harness.server.close();
        }
        assertThat(wrong).as("timers that were early or on another thread").hasValue(0);
        assertThatThrownBy(() -> loop.schedule(Duration.ZERO, wrong::incrementAndGet))
                .isInstanceOf(RejectedExecutionException.class);
    }

    @ParameterizedTest
    @MethodSource("io.onesend.network.netty.ServerHarness#transports")
    void runOnTheLogicThreadAndTheirSendsGoOut(Transport transport) throws IOException {
        AtomicInteger wrong = new AtomicInteger();
        LogicLoop logic = LogicLoop.start("test-logic");
        try (logic;
                ServerHarness harness = new ServerHarness(
                        CONFIG.toBuilder()
                                .transport(transport)
                                .ioThreads(1)
                                .closeTimeout(Duration.ofMillis(500))
                                .build(),
                        Logic.on(logic),
                        answersLater(wrong));
                Peer peer = new Peer(harness.port())) {
            for (int i = 0; i < 20; i++) {
                peer.send(new byte[] {5, 0, 1, 0, 0});
                assertThat(peer.receive()[5]).as("test-logic").isEqualTo((byte) 't');
            }
            // The harness looks for threads of this name, so this one is ended first.
            harness.server.close();
            logic.close();
        }
        assertThat(wrong).as("timers that were early or on another thread").hasValue(0);
    }
}

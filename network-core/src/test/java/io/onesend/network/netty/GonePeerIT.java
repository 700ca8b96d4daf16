package io.onesend.network.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.onesend.network.DisconnectReason;
import io.onesend.network.NetworkConfig;
import io.onesend.network.Session;
import io.onesend.network.Transport;
import io.onesend.network.testing.OtherMachine;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests peers that vanish without closing: no end and no reset arrives. */
class GonePeerIT {

    private static final String TRANSPORTS = "io.onesend.network.netty.ServerHarness#transports";

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(2);

    /** Three times keep-alive, and a margin for a busy machine. Without keep-alive it would be hours. */
    private static final Duration NOTICED = Duration.ofSeconds(10);

    @BeforeAll
    static void needsAnotherMachine() {
        OtherMachine.plugIn().close();
    }

    @ParameterizedTest
    @MethodSource(TRANSPORTS)
    void oneThatWasSilentIsNoticed(Transport transport) throws IOException {
        expectNoticed(transport, session -> {});
    }

    @ParameterizedTest
    @MethodSource("transportsWithUserTimeout")
    void oneThatHasBeenSentSomethingIsNoticed(Transport transport) throws IOException {
        expectNoticed(transport, session -> session.send(Frames.numbered(1, 4)));
    }

    @ParameterizedTest
    @MethodSource("transportsThatAskAfterThePeersEnd")
    void oneThatHasEndedItsOutputIsNoticed(Transport transport) throws IOException {
        HalfCloseListener listener = new HalfCloseListener();
        try (OtherMachine other = OtherMachine.plugIn();
                ServerHarness harness = new ServerHarness(on(transport, other), listener)) {
            other.connect(harness.port()).close();
            await().until(() -> listener.packetsAtInputEnd.size() == 1);

            other.fallSilent();

            expectNetworkError(listener);
        }
    }

    /** NIO has no way to ask for a socket's error. */
    static Stream<Transport> transportsThatAskAfterThePeersEnd() {
        return ServerHarness.transports().filter(transport -> transport != Transport.NIO);
    }

    static Stream<Transport> transportsWithUserTimeout() {
        return ServerHarness.transports().filter(transport -> transport != Transport.NIO);
    }

    private static void expectNoticed(Transport transport, Consumer<Session> afterTheCut) throws IOException {
        RecordingListener listener = new RecordingListener();
        try (OtherMachine other = OtherMachine.plugIn();
                ServerHarness harness = new ServerHarness(on(transport, other), listener);
                OutputStream peer = other.connect(harness.port())) {
            peer.write(Frames.numbered(1, 4));
            peer.flush();
            await().until(() -> listener.received.size() == 1);

            other.fallSilent();
            afterTheCut.accept(listener.session());

            expectNetworkError(listener);
        }
    }

    private static NetworkConfig on(Transport transport, OtherMachine other) {
        return ServerHarness.CONFIG.toBuilder()
                .host(other.here())
                .transport(transport)
                .ioThreads(1)
                .keepAlive(KEEP_ALIVE)
                .build();
    }

    private static void expectNetworkError(RecordingListener listener) {
        await().atMost(NOTICED).until(() -> listener.ends.size() == 1);
        assertThat(listener.ends)
                .extracting(DisconnectReason::name)
                .containsExactly(DisconnectReason.NETWORK_ERROR.name());
    }
}

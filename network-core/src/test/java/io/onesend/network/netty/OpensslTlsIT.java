package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static io.onesend.network.netty.TlsPeers.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslHandler;
import io.onesend.network.DisconnectReason;
import io.onesend.network.TlsSettings.Provider;
import io.onesend.network.Transport;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same by OpenSSL's engine, with what is different there. */
class OpensslTlsIT extends TlsIT {

    /** In place of all: what this engine does differently happens on none of them. */
    static Stream<Transport> transports() {
        return Stream.of(CONFIG.transport());
    }

    static Stream<Arguments> transportsAndVersions() {
        return TlsPeers.withVersions(transports());
    }

    @BeforeAll
    static void findLibrary() {
        assumeTrue(OpenSsl.isAvailable(), "no netty-tcnative for this system, so OpenSSL's engine is not tested");
    }

    @Override
    Provider provider() {
        return Provider.OPENSSL;
    }

    @Test
    void isWhatAutoMeansWhereItsLibraryIs() throws IOException {
        try (ServerHarness harness = start(CONFIG.transport(), Provider.AUTO);
                Peer peer = TlsPeers.connect(certificates().client(), harness.port(), TLS_1_3)) {
            expectEcho(peer, frame(1));

            assertThat(((NettySession) listener.session())
                            .channel()
                            .pipeline()
                            .get(SslHandler.class)
                            .engine())
                    .isInstanceOf(ReferenceCountedOpenSslEngine.class);
        }
    }

    /** Its peer's end is that of both sides, also with TLS 1.3. */
    @Override
    @ParameterizedTest
    @MethodSource("transports")
    void sendsWhatIsQueuedAfterThePeersEnd(Transport transport) throws IOException {
        try (ServerHarness harness = start(transport, provider());
                Peer peer = TlsPeers.connect(certificates().client(), harness.port(), TLS_1_3)) {
            peer.send(frame(1, new byte[1000]));
            peer.endOutput();

            peer.skipToEnd();
            await().until(() -> listener.ends.size() == 1);
            assertThat(listener.ends).containsExactly(DisconnectReason.CLOSED_BY_PEER);
        }
    }
}

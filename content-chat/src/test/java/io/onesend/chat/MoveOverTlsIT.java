package io.onesend.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.X509Bundle;
import io.onesend.chat.ScriptedHost.Peer;
import io.onesend.chat.packet.ResultCode;
import io.onesend.network.Backoff;
import io.onesend.network.ClientSettings;
import io.onesend.network.ClientTls;
import io.onesend.network.Logic;
import io.onesend.network.NetworkClient;
import io.onesend.network.NetworkConfig;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.testing.TestCertificates;
import io.onesend.network.testing.TestTransport;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that a host sends to another one, where all of them speak TLS: the address that it is told has to be in the certificate there. */
class MoveOverTlsIT {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String TOLD = "127.0.0.1";

    @TempDir
    private Path directory;

    private final LogicLoop loop = LogicLoop.start("client-logic");
    private final CompletableFuture<Resumed> resumed = new CompletableFuture<>();
    private TestCertificates certificates;
    private NetworkClient network;

    private final ResumingChatClient.Listener listener = new ResumingChatClient.Listener() {
        @Override
        public void onResumed(Resumed how) {
            resumed.complete(how);
        }
    };

    @BeforeEach
    void startClient() {
        certificates = new TestCertificates(directory);
        network = NetworkClient.start(
                NetworkConfig.builder()
                        .transport(TestTransport.CHOSEN)
                        .closeTimeout(Duration.ofMillis(50))
                        .build(),
                Logic.on(loop),
                ClientSettings.PLAIN.withTls(ClientTls.DEFAULT.withCa(certificates.authorityFile())));
    }

    @AfterEach
    void close() {
        network.close();
        loop.close();
    }

    private static ScriptedHost host(X509Bundle certificate) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(certificate.toKeyManagerFactory().getKeyManagers(), null, null);
        return new ScriptedHost(context.getServerSocketFactory());
    }

    private ResumingChatClient start(ScriptedHost host) {
        Backoff backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(10), 2, 0.5);
        return ResumingChatClient.start(
                network,
                new ResumeSettings(List.of(host.address()), "alice", "secret", LONG, LONG, backoff, 0),
                listener);
    }

    private static Peer loggedIn(ScriptedHost host, ResumingChatClient client) throws Exception {
        Peer peer = host.acceptLogin();
        assertThat(client.firstLogin().toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isEqualTo(ResultCode.NONE);
        return peer;
    }

    @Test
    void goesToTheHostWhoseCertificateHasTheAddress() throws Exception {
        try (ScriptedHost one = host(certificates.certificate("localhost"));
                ScriptedHost two = host(certificates.certificate(
                        TestCertificates.builder("two.example").addSanIpAddress(TOLD)));
                ResumingChatClient client = start(one)) {
            loggedIn(one, client).move(TOLD, two.address().getPort(), 0);

            two.accept().expectFeatures().expectResume(-1, 0).answerResume(0, 0).pong();
            assertThat(resumed.get(10, TimeUnit.SECONDS).result()).isEqualTo(ResultCode.NONE);
        }
    }

    @Test
    void comesBackFromAHostWhoseCertificateIsForAnother() throws Exception {
        try (ScriptedHost one = host(certificates.certificate("localhost"));
                ScriptedHost two = host(certificates.certificate("two.example"));
                ResumingChatClient client = start(one)) {
            loggedIn(one, client).move(TOLD, two.address().getPort(), 0);

            Peer refused = two.accept();
            // The client hangs up with the host's last bytes unread, so a reset may overtake its alert.
            assertThatThrownBy(refused::expectFeatures).isInstanceOfAny(SSLException.class, SocketException.class);
            one.accept().expectFeatures().expectResume(-1, 0).answerResume(0, 0).pong();
            assertThat(resumed.get(10, TimeUnit.SECONDS).result()).isEqualTo(ResultCode.NONE);
        }
    }
}

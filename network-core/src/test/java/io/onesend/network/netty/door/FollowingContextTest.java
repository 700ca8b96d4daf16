package io.onesend.network.netty.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.pkitesting.X509Bundle;
import io.onesend.network.Doors;
import io.onesend.network.TlsSettings;
import io.onesend.network.testing.TestCertificates;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.KeyManagementException;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server of the JDK shows that has the certificate of a server whose ports do not speak TLS. */
class FollowingContextTest {

    private static final List<Doors> PORTS = List.of(Doors.PLAIN);

    @TempDir
    private Path directory;

    private TestCertificates files;
    private X509Bundle first;
    private CertificateReading read;
    private TlsService service;
    private SSLContext followed;

    @BeforeEach
    void begin() {
        files = new TestCertificates(directory);
        first = files.certificate("localhost");
        read = CertificateReading.of(settings("server", first));
        followed = read.sslContext();
        service = Objects.requireNonNull(TlsService.of(PORTS, read));
    }

    @AfterEach
    void end() {
        service.close();
    }

    private TlsSettings settings(String name, X509Bundle certificate) {
        return files.settings(files.write(name, certificate))
                .with(TlsSettings.Mode.NONE)
                .withCheck(Duration.ofMillis(10));
    }

    private SSLEngine server() {
        SSLEngine server = followed.createSSLEngine();
        server.setUseClientMode(false);
        return server;
    }

    private Certificate shown() throws SSLException {
        return shownBy(server());
    }

    /** Lets a client and the server's engine talk until both are through. */
    private Certificate shownBy(SSLEngine server) throws SSLException {
        SSLEngine client = files.client().createSSLEngine("localhost", 1);
        client.setUseClientMode(true);
        ByteBuffer toServer = ByteBuffer.allocate(1 << 16);
        ByteBuffer toClient = ByteBuffer.allocate(1 << 16);
        client.beginHandshake();
        server.beginHandshake();
        while (isUnderWay(client) || isUnderWay(server)) {
            goOn(client, toClient, toServer);
            goOn(server, toServer, toClient);
        }
        return client.getSession().getPeerCertificates()[0];
    }

    private static boolean isUnderWay(SSLEngine engine) {
        return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
    }

    private static void goOn(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        ByteBuffer nothing = ByteBuffer.allocate(0);
        ByteBuffer decrypted = ByteBuffer.allocate(1 << 16);
        switch (engine.getHandshakeStatus()) {
            case NEED_WRAP -> engine.wrap(nothing, out);
            case NEED_TASK -> engine.getDelegatedTask().run();
            default -> {
                in.flip();
                engine.unwrap(in, decrypted);
                in.compact();
            }
        }
    }

    @Test
    void showsWhatWasReadLast() throws SSLException {
        assertThat(shown()).isEqualTo(first.getCertificate());

        X509Bundle second = files.certificate("localhost");
        files.write("server", second);
        service.reload();

        assertThat(shown()).isEqualTo(second.getCertificate());
    }

    @Test
    void keepsAHandshakeToTheCertificateThatItBeganWith() throws SSLException {
        SSLEngine begun = server();
        files.write("server", files.certificate("localhost"));
        service.reload();

        assertThat(shownBy(begun)).isEqualTo(first.getCertificate());
    }

    @Test
    void followsTheFilesThoughNoPortSpeaksTls() {
        X509Bundle second = files.certificate("localhost");
        service.start();
        files.write("server", second);

        await().untilAsserted(() -> assertThat(shown()).isEqualTo(second.getCertificate()));
    }

    @Test
    void followsOtherFilesThatAreNamedLater() throws SSLException {
        X509Bundle second = files.certificate("localhost");
        service.change(PORTS, CertificateReading.of(settings("other", second)));
        assertThat(shown()).isEqualTo(second.getCertificate());

        X509Bundle third = files.certificate("localhost");
        files.write("other", third);
        files.write("server", files.certificate("localhost"));
        service.change(PORTS, null);
        service.reload();
        assertThat(shown()).isEqualTo(third.getCertificate());
    }

    @Test
    void hasItsCertificatesFromFilesAlone() {
        assertThatThrownBy(() -> followed.init(null, null, null)).isInstanceOf(KeyManagementException.class);
    }
}

package io.onesend.network.netty.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.X509Bundle;
import io.onesend.network.NetworkException;
import io.onesend.network.TlsSettings;
import io.onesend.network.TlsSettings.KeyPair;
import io.onesend.network.testing.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are replaced while they are watched. Each look is made by the test. */
class CertificateWatchTest {

    @TempDir
    private Path directory;

    private TestCertificates files;
    private X509Bundle first;
    private final CertificateReloads reloads = new CertificateReloads();
    private CertificateWatch watch;

    @BeforeEach
    void begin() {
        files = new TestCertificates(directory);
        first = files.certificate("localhost");
        watch = watching(files.write("server", first));
    }

    private CertificateWatch watching(KeyPair pair) {
        TlsSettings settings = TlsSettings.of(pair.certificate(), pair.key());
        return new CertificateWatch(CertificateReading.of(settings), reloads);
    }

    private X509Certificate served() {
        return watch.certificates().all().get(0).certificate();
    }

    @Test
    void readsNothingWhileNothingChanges() {
        watch.look();
        watch.look();

        assertThat(reloads.counts().getOrDefault("ok", 0L)).isZero();
        assertThat(served()).isEqualTo(first.getCertificate());
    }

    @Test
    void seesWhatChangedBetweenTheFirstReadingAndTheStart() {
        KeyPair pair = files.write("early", first);
        CertificateReading early = CertificateReading.of(TlsSettings.of(pair.certificate(), pair.key()));
        X509Bundle second = files.certificate("second.example");
        files.write("early", second);
        watch = new CertificateWatch(early, reloads);
        assertThat(served()).isEqualTo(first.getCertificate());

        watch.look();
        assertThat(served()).isEqualTo(second.getCertificate());
    }

    @Test
    void takesAnotherCertificateWithItsKey() {
        X509Bundle second = files.certificate("second.example");
        files.write("server", second);
        watch.look();

        assertThat(served()).isEqualTo(second.getCertificate());
        assertThat(watch.certificates().areFor("second.example")).isTrue();
        assertThat(watch.certificates().areFor("localhost")).isFalse();
        assertThat(reloads.counts().getOrDefault("ok", 0L)).isEqualTo(1);
    }

    @Test
    void waitsForTheSecondFileWithoutAWord() {
        X509Bundle second = files.certificate("longer.name.example");
        files.write("server.pem", second.getCertificatePathPEM());
        watch.look();
        assertThat(served()).isEqualTo(first.getCertificate());

        files.write("server.key", second.getPrivateKeyPEM());
        watch.look();
        assertThat(served()).isEqualTo(second.getCertificate());
        assertThat(reloads.counts().getOrDefault("failed", 0L)).isZero();
    }

    @Test
    void warnsOnceOfFilesThatDoNotFitAtTwoLooks() {
        files.write("server.pem", files.certificate("longer.name.example").getCertificatePathPEM());
        for (int look = 1; look <= 5; look++) {
            watch.look();
            assertThat(reloads.counts().getOrDefault("failed", 0L))
                    .as("after look " + look)
                    .isEqualTo(look == 1 ? 0 : 1);
        }
        assertThat(served()).isEqualTo(first.getCertificate());

        X509Bundle third = files.certificate("third.example");
        files.write("server", third);
        watch.look();
        assertThat(served()).isEqualTo(third.getCertificate());
    }

    @Test
    void forgetsAMisfitThatWasTakenBack() {
        files.write("server.key", files.certificate("a.example").getPrivateKeyPEM() + "\n");
        watch.look();
        files.write("server", first);
        watch.look();
        files.write("server.key", files.certificate("b.example").getPrivateKeyPEM() + "\n\n");
        watch.look();

        assertThat(reloads.counts().getOrDefault("failed", 0L)).isZero();
    }

    /** As Kubernetes replaces a secret: the files themselves stay links through a link to a directory. */
    @Test
    void followsALinkThatIsSwapped() throws IOException {
        X509Bundle second = files.certificate("localhost");
        link("v1", first);
        watch = watching(new KeyPair(directory.resolve("data/tls.crt"), directory.resolve("data/tls.key")));
        link("v2", second);
        watch.look();

        assertThat(served()).isEqualTo(second.getCertificate());
    }

    private void link(String version, X509Bundle certificate) throws IOException {
        Path versioned = Files.createDirectory(directory.resolve(version));
        Files.writeString(versioned.resolve("tls.crt"), certificate.getCertificatePathPEM());
        Files.writeString(versioned.resolve("tls.key"), certificate.getPrivateKeyPEM());
        Path fresh = Files.createSymbolicLink(directory.resolve("data-new"), versioned);
        Files.move(
                fresh, directory.resolve("data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void saysWhatIsWrongToWhoAsksForIt() {
        files.write("server.key", files.certificate("a.example").getPrivateKeyPEM());

        assertThatThrownBy(watch::reload)
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("its key is not that of the certificate");
        assertThat(reloads.counts().getOrDefault("failed", 0L)).isEqualTo(1);
        assertThat(served()).isEqualTo(first.getCertificate());
    }
}

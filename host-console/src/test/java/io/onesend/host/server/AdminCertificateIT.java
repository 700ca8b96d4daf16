package io.onesend.host.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.onesend.host.TestContext;
import io.onesend.host.config.ConfigException;
import io.onesend.host.config.LoadedConfig;
import io.onesend.host.process.StopSignal;
import io.onesend.host.reload.Reload;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The admin port's certificate when its files are replaced, or others are named, while the host runs. */
class AdminCertificateIT {

    @TempDir
    private Path folder;

    private volatile List<String> settings = List.of();

    @BeforeEach
    void makeCertificates() {
        for (String each : List.of("old", "new")) {
            assertThat(new TestContext(folder).run("tls", "self-signed", "--dir", each))
                    .isZero();
        }
    }

    private LoadedConfig load() {
        return TestHosts.loaded(folder, settings.toArray(String[]::new));
    }

    /** Whose files may be replaced. */
    private Host start(String... more) {
        List<String> all = new ArrayList<>(List.of(
                "admin.tls=true", "network.tls.certificate=old/certificate.pem", "network.tls.key=old/key.pem"));
        all.addAll(List.of(more));
        settings = all;
        return Host.start(load().checkFiles(), new StopSignal());
    }

    private void replace() throws IOException {
        for (String file : List.of("certificate.pem", "key.pem")) {
            Files.copy(
                    folder.resolve("new").resolve(file),
                    folder.resolve("old").resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Certificate certificateIn(String directory) throws IOException, GeneralSecurityException {
        try (InputStream file = Files.newInputStream(folder.resolve(directory).resolve("certificate.pem"))) {
            return CertificateFactory.getInstance("X.509").generateCertificate(file);
        }
    }

    /** To a client that comes for the first time. */
    private static Certificate shownBy(Host host) throws IOException, GeneralSecurityException {
        InetSocketAddress address = host.adminAddress().orElseThrow();
        SSLContext client = SSLContext.getInstance("TLS");
        client.init(null, new TrustManager[] {new TrustsAll()}, null);
        try (SSLSocket socket =
                (SSLSocket) client.getSocketFactory().createSocket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout((int) LiveHost.WITHIN.toMillis());
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    /** Whether the chat's port speaks TLS too or not. */
    @ParameterizedTest
    @ValueSource(strings = {"none", "allowed"})
    void isTheOneThatReplacedIt(String mode) throws Exception {
        Certificate old = certificateIn("old");
        try (Host host = start("network.tls.mode=" + mode, "network.tls.check=50ms")) {
            assertThat(shownBy(host)).isEqualTo(old);

            replace();

            await().atMost(LiveHost.WITHIN)
                    .untilAsserted(() -> assertThat(shownBy(host)).isEqualTo(certificateIn("new")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "allowed"})
    void isReadAgainByAReload(String mode) throws Exception {
        try (Host host = start("network.tls.mode=" + mode, "network.tls.check=0")) {
            Reload reload = host.reloadFrom(this::load, load(), next -> () -> {});
            replace();

            reload.run("kim", true);
            assertThat(shownBy(host)).isNotEqualTo(certificateIn("new"));
            reload.run("kim", false);
            assertThat(shownBy(host)).isEqualTo(certificateIn("new"));
        }
    }

    @Test
    void isThatOfOtherFilesAfterAReloadThatNamesThem() throws Exception {
        try (Host host = start("network.tls.check=50ms")) {
            Reload reload = host.reloadFrom(this::load, load(), next -> () -> {});
            settings = List.of(
                    "admin.tls=true",
                    "network.tls.check=50ms",
                    "network.tls.certificate=new/certificate.pem",
                    "network.tls.key=new/key.pem");
            reload.run("kim", false);
            assertThat(shownBy(host)).isEqualTo(certificateIn("new"));

            Files.delete(folder.resolve("new/key.pem"));
            assertThatThrownBy(() -> reload.run("kim", false)).isInstanceOf(ConfigException.class);
            assertThat(shownBy(host)).isEqualTo(certificateIn("new"));
        }
    }
}

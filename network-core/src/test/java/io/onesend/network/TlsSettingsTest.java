package io.onesend.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.onesend.network.TlsSettings.ClientAuth;
import io.onesend.network.TlsSettings.KeyPair;
import io.onesend.network.TlsSettings.Mode;
import io.onesend.network.TlsSettings.Provider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TlsSettingsTest {

    private static final Path CERTIFICATE = Path.of("server.pem");
    private static final Path KEY = Path.of("server.key");
    private static final Path CA = Path.of("ca.pem");

    private static final TlsSettings ONE = TlsSettings.of(CERTIFICATE, KEY);

    @Test
    void allowsTlsWithOneCertificateAndAsksClientsForNone() {
        assertThat(ONE)
                .isEqualTo(new TlsSettings(
                        Mode.ALLOWED,
                        List.of(new KeyPair(CERTIFICATE, KEY)),
                        null,
                        ClientAuth.NONE,
                        null,
                        Provider.AUTO,
                        Duration.ofSeconds(10)));
    }

    @Test
    void changesOnePartAtATime() {
        TlsSettings changed = ONE.with(Mode.REQUIRED)
                .with(Provider.JDK)
                .withKeyPasswordFile(Path.of("password"))
                .withClientAuth(ClientAuth.OPTIONAL, CA)
                .withCheck(Duration.ZERO)
                .and(Path.of("other.pem"), Path.of("other.key"));

        assertThat(changed)
                .isEqualTo(new TlsSettings(
                        Mode.REQUIRED,
                        List.of(new KeyPair(CERTIFICATE, KEY), new KeyPair(Path.of("other.pem"), Path.of("other.key"))),
                        Path.of("password"),
                        ClientAuth.OPTIONAL,
                        CA,
                        Provider.JDK,
                        Duration.ZERO));
    }

    @Test
    void needsACertificate() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsSettings.NONE.with(Mode.ALLOWED))
                .withMessage("TLS has no certificate");
    }

    @Test
    void needsSomethingToCheckClientCertificatesBy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TlsSettings(
                        Mode.ALLOWED,
                        ONE.certificates(),
                        null,
                        ClientAuth.REQUIRED,
                        null,
                        Provider.AUTO,
                        Duration.ZERO))
                .withMessage("client certificates are asked for, but there is no clientCa to check them");
    }

    @Test
    void refusesACheckBelowAMillisecond() {
        assertThatIllegalArgumentException().isThrownBy(() -> ONE.withCheck(Duration.ofNanos(1)));
    }

    @Test
    void makesAPortOneThatLooksAtFirstBytes() {
        assertThat(Doors.PLAIN.arePlainAlone()).isTrue();
        assertThat(Doors.PLAIN.withTls(ONE).arePlainAlone()).isFalse();
        assertThat(Doors.PLAIN.withTls(ONE).withProxy(ProxySettings.NONE).tls()).isSameAs(ONE);
    }
}

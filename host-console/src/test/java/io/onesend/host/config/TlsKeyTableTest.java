package io.onesend.host.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.onesend.network.TlsSettings;
import io.onesend.network.TlsSettings.ClientAuth;
import io.onesend.network.TlsSettings.KeyPair;
import io.onesend.network.TlsSettings.Mode;
import io.onesend.network.TlsSettings.Provider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys of the port's TLS. */
class TlsKeyTableTest {

    private static final Path FOLDER = Path.of("/srv/chat");

    @Test
    void thereIsNoTlsByDefault() {
        assertThat(tls()).isEqualTo(TlsSettings.NONE);
    }

    @Test
    void readsEveryKeyAndTakesFilesFromTheCurrentFolder() {
        assertThat(tls(
                        "network.tls.mode=required",
                        "network.tls.certificate=config/one.pem, /etc/two.pem",
                        "network.tls.key=config/one-key.pem, /etc/two-key.pem",
                        "network.tls.key-password-file=config/password",
                        "network.tls.client-auth=optional",
                        "network.tls.client-ca=config/ca.pem",
                        "network.tls.provider=jdk",
                        "network.tls.check=1m"))
                .isEqualTo(new TlsSettings(
                        Mode.REQUIRED,
                        List.of(
                                new KeyPair(FOLDER.resolve("config/one.pem"), FOLDER.resolve("config/one-key.pem")),
                                new KeyPair(Path.of("/etc/two.pem"), Path.of("/etc/two-key.pem"))),
                        FOLDER.resolve("config/password"),
                        ClientAuth.OPTIONAL,
                        FOLDER.resolve("config/ca.pem"),
                        Provider.JDK,
                        Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network.tls.mode=allowed                                | network.tls.mode needs a file in network.tls.certificate",
                "network.tls.certificate=a.pem                           | network.tls.key has to name as many files",
                "network.tls.certificate=a.pem,b.pem network.tls.key=a   | network.tls.key has to name as many files",
                "network.tls.client-auth=required                        | network.tls.client-auth needs the authority's certificates",
                "network.tls.mode=on                                     | network.tls.mode is not one of allowed, none, required: 'on'",
                "network.tls.certificate=a,, network.tls.key=a,b,c       | network.tls.certificate has an empty element: 'a,,'",
            })
    void saysWhatIsMissing(String settings, String message) {
        ConfigException failure =
                catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(source(settings.split(" +"))));

        assertThat(failure.problems()).extracting(Problem::message).anyMatch(problem -> problem.startsWith(message));
    }

    @ParameterizedTest
    @CsvSource({
        "/srv/chat/c.pem: no certificate in it, network.tls.certificate",
        "/srv/chat/k.pem: not PKCS#8,           network.tls.key",
        "/srv/chat/p: cannot be read,           network.tls.key-password-file",
        "/srv/chat/ca.pem: cannot be read,      network.tls.client-ca",
        "OpenSSL cannot be used for TLS,        network.tls.provider",
        "something else,                        network.tls.certificate",
    })
    void findsTheKeyOfAFile(String message, String key) {
        TlsSettings settings = tls(
                "network.tls.certificate=c.pem",
                "network.tls.key=k.pem",
                "network.tls.key-password-file=p",
                "network.tls.client-ca=ca.pem");

        assertThat(TlsKeyTable.keyOf(message, settings).path()).isEqualTo(key);
    }

    private static TlsSettings tls(String... settings) {
        return ConfigLoader.load(source(settings)).config().network().doors().tls();
    }

    private static ConfigSource source(String... settings) {
        return new ConfigSource(null, FOLDER, Map.of(), List.of(settings));
    }
}

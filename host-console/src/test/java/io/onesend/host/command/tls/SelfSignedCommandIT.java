package io.onesend.host.command.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.host.TestContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The certificate for trying out, as the keytool of this Java makes it. */
class SelfSignedCommandIT {

    private static final int DNS = 2;
    private static final int IP = 7;

    @TempDir
    private Path folder;

    private TestContext process;

    @BeforeEach
    void process() {
        process = new TestContext(folder);
    }

    @Test
    void makesAKeyAndTheCertificateThatItHasSigned() throws IOException, GeneralSecurityException {
        assertThat(process.run("tls", "self-signed", "--name", "chat.example", "--name", "10.0.0.9", "--days", "30"))
                .isZero();

        X509Certificate certificate = certificate();
        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactly(
                        List.of(DNS, "chat.example"),
                        List.of(IP, "10.0.0.9"),
                        List.of(DNS, "localhost"),
                        List.of(IP, "127.0.0.1"),
                        List.of(IP, "0:0:0:0:0:0:0:1"));
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=chat.example");
        assertThat(Duration.between(Instant.now(), certificate.getNotAfter().toInstant()))
                .isBetween(Duration.ofDays(29), Duration.ofDays(30));
        certificate.verify(certificate.getPublicKey());
        assertThat(isOf(certificate, key())).isTrue();
    }

    @Test
    void theKeyIsItsOwnersAlone() throws IOException {
        assertThat(process.run("tls", "self-signed", "--dir", "new/folder")).isZero();

        Path key = folder.resolve("new/folder/key.pem");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(folder.resolve("new/folder/certificate.pem")).isReadable();
    }

    @Test
    void printsTheFingerprintAndTheConfigurationAndNoKey() throws IOException, GeneralSecurityException {
        assertThat(process.run("tls", "self-signed")).isZero();

        byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded());
        assertThat(process.out())
                .contains(
                        "SHA-256 " + HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash))
                .contains("certificate for localhost, 127.0.0.1, ::1, valid for 365 days")
                .endsWith("""
                          tls:
                            mode: allowed
                            certificate: %1$s/certificate.pem
                            key: %1$s/key.pem
                        """.formatted(folder).indent(0))
                .doesNotContain(
                        Base64.getEncoder().encodeToString(key().getEncoded()).substring(0, 40));
        assertThat(process.err()).isEmpty();
    }

    @Test
    void replacesNoFile() throws IOException {
        Files.writeString(folder.resolve("key.pem"), "precious");

        assertThat(process.run("tls", "self-signed")).isEqualTo(1);

        assertThat(process.err()).startsWith(folder.resolve("key.pem") + " is there already;");
        assertThat(folder.resolve("key.pem")).hasContent("precious");
        assertThat(folder.resolve("certificate.pem")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "--name, 'a b',     1, 'a b' is neither the name of a host nor an IP address",
        "--name, 'a,ca',    1, 'a,ca' is neither the name of a host nor an IP address",
        "--name, 1.2.3.4.5, 1, cannot make a certificate: keytool error",
        "--days, 0,         2, '--days may be 1 to 3650, not 0'",
        "--days, 4000,      2, '--days may be 1 to 3650, not 4000'",
    })
    void saysWhatIsWrongWithAnOption(String option, String value, int status, String message) {
        assertThat(process.run("tls", "self-signed", option, value)).isEqualTo(status);

        assertThat(process.err()).contains(message);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theGroupNamesItsCommand() {
        assertThat(process.run("tls")).isEqualTo(2);
        assertThat(process.err()).contains("tls needs one of [self-signed]");
    }

    private X509Certificate certificate() throws IOException, GeneralSecurityException {
        try (InputStream in = new ByteArrayInputStream(Files.readAllBytes(folder.resolve("certificate.pem")))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    /** By hand, so that a mistake in the writer cannot cancel out. */
    private PrivateKey key() throws IOException, GeneralSecurityException {
        List<String> lines = Files.readAllLines(folder.resolve("key.pem"));
        assertThat(lines.get(0)).isEqualTo("-----BEGIN PRIVATE KEY-----");
        assertThat(lines.get(lines.size() - 1)).isEqualTo("-----END PRIVATE KEY-----");
        byte[] der = Base64.getDecoder().decode(String.join("", lines.subList(1, lines.size() - 1)));
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    private static boolean isOf(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        byte[] text = {1, 2, 3};
        Signature signing = Signature.getInstance("SHA256withECDSA");
        signing.initSign(key);
        signing.update(text);
        Signature checking = Signature.getInstance("SHA256withECDSA");
        checking.initVerify(certificate);
        checking.update(text);
        return checking.verify(signing.sign());
    }
}

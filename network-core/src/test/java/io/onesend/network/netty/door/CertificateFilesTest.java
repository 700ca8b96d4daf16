package io.onesend.network.netty.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.X509Bundle;
import io.onesend.network.NetworkException;
import io.onesend.network.TlsSettings;
import io.onesend.network.TlsSettings.KeyPair;
import io.onesend.network.testing.TestCertificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/** What is read of a port's files, and what is said of files that do not fit. */
class CertificateFilesTest {

    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path directory;

    private TestCertificates certificates;

    @BeforeEach
    void makeAuthority() {
        certificates = new TestCertificates(directory);
    }

    private static List<KeyedCertificate> read(KeyPair files) {
        return CertificateFiles.read(TlsSettings.of(files.certificate(), files.key()));
    }

    private static void expectRefusal(KeyPair files, String words) {
        assertThatThrownBy(() -> read(files))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining(words);
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + label
                + "-----\n";
    }

    @Test
    void readACertificateWithItsNamesAndItsKey() {
        X509Bundle written = certificates.certificate(TestCertificates.builder("Chat.Example")
                .addSanDnsName("other.example")
                .addSanIpAddress("192.0.2.1"));

        KeyedCertificate read = read(certificates.write("server", written)).get(0);

        assertThat(read.names()).containsExactly("chat.example", "other.example");
        assertThat(read.label()).isEqualTo("chat.example");
        assertThat(read.certificate()).isEqualTo(written.getCertificate());
        assertThat(read.key().getEncoded())
                .isEqualTo(written.getKeyPair().getPrivate().getEncoded());
        assertThat(read.fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    }

    @Test
    void readAKeyForRsa() {
        X509Bundle written =
                certificates.certificate(TestCertificates.builder("localhost").rsa2048());

        assertThat(read(certificates.write("server", written)).get(0).key().getAlgorithm())
                .isEqualTo("RSA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aes-256-cbc", "aes-128-cbc"})
    void decryptAKeyWithThePasswordInAFile(String cipher) throws Exception {
        X509Bundle written = certificates.certificate("localhost");
        KeyPair files = certificates.write("server", written);
        Path plain = certificates.write("plain.key", written.getPrivateKeyPEM());
        encrypt(plain, files.key(), cipher);
        Path password = certificates.write("password", "geheim\n");
        Path wrong = certificates.write("wrong", "Geheim\n");
        TlsSettings settings = TlsSettings.of(files.certificate(), files.key());

        assertThat(CertificateFiles.read(settings.withKeyPasswordFile(password)))
                .hasSize(1);
        expectRefusal(files, "its key is encrypted, and no file with its password is set");
        assertThatThrownBy(() -> CertificateFiles.read(settings.withKeyPasswordFile(wrong)))
                .isInstanceOf(NetworkException.class)
                .hasMessage(files.key() + ": its key cannot be decrypted with the password in " + wrong
                        + ": the password is wrong, or the key is damaged");
    }

    @Test
    void sayThatAnEncryptedKeyIsMalformed() {
        KeyPair files = certificates.write("server", certificates.certificate("localhost"));
        certificates.write("server.key", pem("ENCRYPTED PRIVATE KEY", new byte[100]));
        TlsSettings settings = TlsSettings.of(files.certificate(), files.key())
                .withKeyPasswordFile(certificates.write("password", "geheim\n"));

        assertThatThrownBy(() -> CertificateFiles.read(settings))
                .hasMessage(files.key() + ": the encrypted key in it is malformed");
    }

    private static void encrypt(Path plain, Path to, String cipher) throws Exception {
        List<String> command = List.of(
                "openssl",
                "pkcs8",
                "-topk8",
                "-v2",
                cipher,
                "-in",
                "" + plain,
                "-out",
                "" + to,
                "-passout",
                "pass:geheim");
        Process openssl;
        try {
            openssl = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException missing) {
            throw new TestAbortedException("there is no openssl here", missing);
        }
        String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(openssl.waitFor()).as(said).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC PRIVATE KEY", "RSA PRIVATE KEY"})
    void sayHowToMendAKeyOfAnotherFormat(String label) {
        KeyPair files = certificates.write("server", certificates.certificate("localhost"));
        certificates.write("server.key", pem(label, new byte[100]));

        expectRefusal(files, label + ", is not PKCS#8");
        expectRefusal(files, "openssl pkcs8 -topk8 -nocrypt -in " + files.key() + " -out NEW-FILE");
    }

    @Test
    void refuseTheKeyOfAnotherCertificate() {
        KeyPair files = certificates.write("server", certificates.certificate("localhost"));
        KeyPair other = certificates.write("other", certificates.certificate("localhost"));
        KeyPair rsa = certificates.write(
                "rsa",
                certificates.certificate(TestCertificates.builder("localhost").rsa2048()));

        expectRefusal(
                new KeyPair(files.certificate(), other.key()),
                "its key is not that of the certificate in " + files.certificate());
        expectRefusal(new KeyPair(files.certificate(), rsa.key()), "its key is not one of the certificate's kind");
    }

    @Test
    void refuseWhatIsNotValidNow() {
        Instant now = Instant.now();
        X509Bundle expired = certificates.certificate(
                TestCertificates.builder("localhost").notBefore(now.minus(DAY)).notAfter(now.minusSeconds(60)));
        X509Bundle early = certificates.certificate(TestCertificates.builder("localhost")
                .notBefore(now.plusSeconds(60))
                .notAfter(now.plus(DAY)));

        expectRefusal(certificates.write("expired", expired), "its certificate was valid until");
        expectRefusal(certificates.write("early", early), "its certificate is valid from");
    }

    @Test
    void refuseAChainInTheWrongOrder() {
        X509Bundle first = certificates.certificate("localhost");
        X509Bundle stranger = certificates.certificate("stranger");
        KeyPair files = certificates.write("server", first);
        certificates.write("server.pem", first.getCertificatePEM() + "\n" + stranger.getCertificatePEM());

        expectRefusal(files, "certificate 1 in it is not signed by the one behind it");
    }

    @Test
    void refuseAHalfWrittenFileWhereverItEnds() {
        X509Bundle written = certificates.certificate("localhost");
        KeyPair files = certificates.write("server", written);
        String whole = written.getCertificatePEM().strip();
        for (int length = 0; length < whole.length(); length += 7) {
            certificates.write("server.pem", whole.substring(0, length));
            assertThatThrownBy(() -> read(files)).isInstanceOf(NetworkException.class);
        }
    }

    @Test
    void nameTheFileThatCannotBeRead() {
        Path missing = directory.resolve("missing.pem");

        expectRefusal(new KeyPair(missing, missing), missing + ": cannot be read");
    }
}

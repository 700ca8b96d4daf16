package io.onesend.network.netty;

import static io.onesend.network.netty.Frames.frame;
import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.onesend.network.Doors;
import io.onesend.network.Entrance;
import io.onesend.network.TlsSettings;
import io.onesend.network.TlsSettings.ClientAuth;
import io.onesend.network.TlsSettings.KeyPair;
import io.onesend.network.testing.TestCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code openssl s_client} in place of the JDK's sockets. */
class OpensslClientIT {

    @TempDir
    private Path directory;

    private final RecordingListener listener = RecordingListener.echo();
    private TestCertificates certificates;

    @BeforeEach
    void makeCertificates() {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, "openssl"))),
                "no openssl on the PATH, so it is not tested with: apt-get install openssl");
        certificates = new TestCertificates(directory);
    }

    private ServerHarness start(TlsSettings settings) {
        return new ServerHarness(
                CONFIG.toBuilder().doors(Doors.PLAIN.withTls(settings)).build(), listener);
    }

    /** A client that checks the server's certificate. */
    private final class Client implements AutoCloseable {

        private final Process process;

        Client(ServerHarness harness, String... options) throws IOException {
            List<String> command = new ArrayList<>(List.of("openssl", "s_client", "-quiet", "-verify_return_error"));
            command.addAll(List.of("-connect", "127.0.0.1:" + harness.port()));
            command.addAll(List.of("-CAfile", certificates.authorityFile().toString()));
            command.addAll(List.of(options));
            process = new ProcessBuilder(command)
                    .redirectError(directory.resolve("openssl.err").toFile())
                    .start();
        }

        void expectEcho(byte[] frame) throws IOException {
            OutputStream out = process.getOutputStream();
            out.write(frame);
            out.flush();
            InputStream in = process.getInputStream();
            assertThat(in.readNBytes(frame.length)).as(words()).isEqualTo(frame);
        }

        /** Waits for an end that the handshake comes to. */
        void expectRefusal() throws IOException, InterruptedException {
            assertThat(process.getInputStream().readAllBytes()).isEmpty();
            assertThat(process.waitFor()).as(words()).isNotZero();
        }

        private String words() throws IOException {
            return Files.readString(directory.resolve("openssl.err"), StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource({"-tls1_3, TLSv1.3, TLS_AES_128_GCM_SHA256", "-tls1_2, TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"
    })
    void speaksBothVersionsAndAsksForAName(String option, String version, String cipher) throws IOException {
        try (ServerHarness harness = start(certificates.settings());
                Client client =
                        new Client(harness, option, "-servername", "localhost", "-verify_hostname", "localhost")) {
            client.expectEcho(frame(1, new byte[3_000]));

            assertThat(listener.session().entrance().tls())
                    .isEqualTo(new Entrance.Tls(version, cipher, "localhost", null));
        }
    }

    @Test
    void isShownTheCertificateOfTheNameThatItAsksFor() throws IOException {
        KeyPair first = certificates.write("first", certificates.certificate("first.example"));
        KeyPair second = certificates.write("second", certificates.certificate("second.example"));
        TlsSettings both = certificates.settings(first).and(second.certificate(), second.key());
        try (ServerHarness harness = start(both)) {
            for (String name : List.of("second.example", "first.example")) {
                try (Client client = new Client(harness, "-servername", name, "-verify_hostname", name)) {
                    client.expectEcho(frame(1));
                }
            }
            try (Client client = new Client(harness, "-noservername", "-verify_hostname", "first.example")) {
                client.expectEcho(frame(1));
            }
        }
    }

    @Test
    void showsACertificateOfItsOwn() throws IOException, InterruptedException {
        KeyPair alice = certificates.write("alice", certificates.certificate("alice"));
        TlsSettings settings =
                certificates.settings().withClientAuth(ClientAuth.REQUIRED, certificates.authorityFile());
        try (ServerHarness harness = start(settings)) {
            try (Client client = new Client(
                    harness,
                    "-cert",
                    alice.certificate().toString(),
                    "-key",
                    alice.key().toString())) {
                client.expectEcho(frame(1));
                Entrance.Tls tls =
                        Objects.requireNonNull(listener.session().entrance().tls());
                assertThat(tls.clientSubject()).isEqualTo("CN=alice");
            }
            try (Client nobody = new Client(harness)) {
                nobody.expectRefusal();
            }
            await().until(() -> Map.of("tls-handshake", 1L)
                    .equals(harness.server.statistics().turnedAway()));
        }
    }

    /** This server has none, and leaves the offer unanswered. */
    @Test
    void mayOfferApplicationProtocols() throws IOException {
        try (ServerHarness harness = start(certificates.settings());
                Client client = new Client(harness, "-alpn", "h2,http/1.1")) {
            client.expectEcho(frame(1));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-tls1 -cipher ALL:@SECLEVEL=0",
                "-tls1_1 -cipher ALL:@SECLEVEL=0",
                "-tls1_2 -cipher ECDHE-ECDSA-AES128-SHA",
                "-tls1_2 -cipher ECDHE-ECDSA-AES256-SHA384",
                "-tls1_2 -cipher ALL:!ECDHE"
            })
    void isRefusedWithAnythingOld(String options) throws IOException, InterruptedException {
        try (ServerHarness harness = start(certificates.settings());
                Client client = new Client(harness, options.split(" "))) {
            client.expectRefusal();

            await().until(() -> Map.of("tls-handshake", 1L)
                    .equals(harness.server.statistics().turnedAway()));
            assertThat(listener.sessions).isEmpty();
        }
    }
}

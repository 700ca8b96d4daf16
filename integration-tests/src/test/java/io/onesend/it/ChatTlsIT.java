package io.onesend.it;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.ChatFixture;
import io.onesend.it.harness.Jar;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.SelfSignedCertificate;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.WebSocketClient;
import io.onesend.it.harness.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server with a certificate that it has made itself. */
class ChatTlsIT {

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void plainFramesAndWebSocketsChatWithAndWithoutTlsAtOnePort() {
        SelfSignedCertificate certificate = SelfSignedCertificate.make(folder);
        HttpClient http =
                HttpClient.newBuilder().sslContext(certificate.trusting()).build();
        try (ChatFixture chat = ChatFixture.start(certificate.settings())) {
            int room = chat.room();
            try (RawClient plain = chat.member(room);
                    RawClient encrypted = RawClient.connectTls(certificate.trusting(), localhost(chat.server()));
                    WebSocketClient web = WebSocketClient.connect(
                            http, URI.create("wss://localhost:" + chat.server().port() + "/ws"))) {
                encrypted.login(chat.account(), chat.password()).enter(room);
                plain.next(Wire.ROOM_NEW_USER_NOTIFY);
                web.member(chat.account(), chat.password(), room);
                plain.next(Wire.ROOM_NEW_USER_NOTIFY);
                encrypted.next(Wire.ROOM_NEW_USER_NOTIFY);

                byte[] message = plain.chat("can you all read this?").bytes();
                assertThat(encrypted.next(Wire.ROOM_CHAT_NOTIFY).bytes()).isEqualTo(message);
                assertThat(web.next(Wire.ROOM_CHAT_NOTIFY).bytes()).isEqualTo(message);
            }
        }
    }

    @Test
    void theLogShowsTheFingerprintThatTheCommandPrinted() {
        String printed = Jar.run(folder, "", "tls", "self-signed", "--days", "30")
                .expect(0)
                .out();
        Matcher fingerprint = Pattern.compile("SHA-256 ([0-9A-F:]{95})\n").matcher(printed);
        assertThat(fingerprint.find()).as(printed).isTrue();

        try (ServerProcess server = ServerProcess.launch()
                .in(folder)
                .set(new SelfSignedCertificate(folder).settings())
                .start()) {
            server.awaitLog("page on https://127\\.0\\.0\\.1:" + server.port(), DEADLINE);
            assertThat(server.log())
                    .anyMatch(line -> line.contains("TLS certificate of localhost: valid until ")
                            && line.endsWith(", 29 days left, SHA-256 fingerprint " + fingerprint.group(1)))
                    .anyMatch(line -> line.endsWith("; TLS for clients that begin with it"));
        }
    }

    @Test
    void whereTlsIsRequiredAClientWithoutItIsHungUpOn() {
        SelfSignedCertificate certificate = SelfSignedCertificate.make(folder);
        try (ServerProcess server = ServerProcess.launch()
                        .in(folder)
                        .set(certificate.settings())
                        .set("network.tls.mode=required")
                        .connectWithTls(certificate.trusting())
                        .start();
                RawClient plain = RawClient.connect(server.address());
                RawClient encrypted = server.connect()) {
            plain.send(Wire.ping(1)).expectClosed();
            encrypted.assertQuiet();
        }
    }

    @Test
    void aReplacedCertificateServesNewConnections() throws IOException {
        SelfSignedCertificate old = SelfSignedCertificate.make(folder.resolve("served"));
        SelfSignedCertificate replaced = SelfSignedCertificate.make(folder.resolve("new"));
        try (ServerProcess server = ServerProcess.launch()
                        .in(folder)
                        .set(old.settings())
                        .set("network.tls.check=100ms")
                        .start();
                RawClient before = RawClient.connectTls(old.trusting(), server.address())) {
            Files.copy(replaced.key(), old.key(), REPLACE_EXISTING);
            Files.copy(replaced.certificate(), old.certificate(), REPLACE_EXISTING);

            server.awaitLog("TLS certificate of localhost, read again", DEADLINE);
            try (RawClient after = RawClient.connectTls(replaced.trusting(), server.address())) {
                after.assertQuiet();
            }
            before.assertQuiet();
        }
    }

    private enum Broken {
        NO_CERTIFICATE("certificate.pem", "network.tls.certificate", "no such file"),
        NO_KEY("key.pem", "network.tls.key", "no such file"),
        EMPTY_CERTIFICATE("certificate.pem", "network.tls.certificate", "PEM"),
        OLD_KEY("key.pem", "network.tls.key", "openssl pkcs8 -topk8 -nocrypt -in "),
        OTHER_KEY("key.pem", "network.tls.key", "its key is not that of the certificate"),
        NO_PASSWORD("key.pem", "network.tls.key", "its key is encrypted");

        private final String file;
        private final String key;
        private final String message;

        Broken(String file, String key, String message) {
            this.file = file;
            this.key = key;
            this.message = message;
        }

        void breakIn(SelfSignedCertificate certificate) throws IOException {
            switch (this) {
                case NO_CERTIFICATE -> Files.delete(certificate.certificate());
                case NO_KEY -> Files.delete(certificate.key());
                case EMPTY_CERTIFICATE -> Files.writeString(certificate.certificate(), "");
                case OLD_KEY ->
                    Files.writeString(
                            certificate.key(),
                            Files.readString(certificate.key()).replace("PRIVATE KEY", "EC PRIVATE KEY"));
                case OTHER_KEY ->
                    Files.copy(
                            SelfSignedCertificate.make(certificate.folder().resolve("other"))
                                    .key(),
                            certificate.key(),
                            REPLACE_EXISTING);
                case NO_PASSWORD -> certificate.encryptKey("secret");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatDoesNotFitIsAConfigurationError(Broken broken) throws IOException {
        SelfSignedCertificate certificate = SelfSignedCertificate.make(folder);
        broken.breakIn(certificate);
        List<String> options = Stream.of(certificate.settings())
                .flatMap(setting -> Stream.of("--set", setting))
                .toList();

        for (String command : List.of("check-config", "run")) {
            List<String> arguments = new ArrayList<>(List.of(command));
            arguments.addAll(options);
            Jar.Finished ended =
                    Jar.run(folder, "", arguments.toArray(String[]::new)).expect(78);
            assertThat(ended.err())
                    .contains("--set: " + broken.key + " " + folder.resolve(broken.file) + ": ")
                    .contains(broken.message);
        }
    }

    private static InetSocketAddress localhost(ServerProcess server) {
        return new InetSocketAddress("localhost", server.port());
    }
}

package io.onesend.host.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.host.TestContext;
import io.onesend.host.admin.AdminPage;
import io.onesend.host.admin.AdminRequests;
import io.onesend.host.admin.AdminServer;
import io.onesend.host.admin.http.Answer;
import io.onesend.host.config.CheckedConfig;
import io.onesend.host.config.HostConfig;
import io.onesend.host.log.LogCapture;
import io.onesend.host.reload.ReloadRefusedException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The admin port as a host starts it: by TLS, and with the tokens of a file. */
class AdminStartIT {

    private static final Map<String, AdminPage> PAGES = Map.of("/livez", query -> Answer.text(200, "live"));
    private static final String NOTHING = "/api/v1/nothing";

    @TempDir
    private Path folder;

    private AdminServer start(String... settings) {
        return started(settings).server();
    }

    private AdminStart.Started started(String... settings) {
        HostConfig config = TestHosts.config(folder, settings);
        return AdminStart.start(
                config.admin(),
                config.readCertificates(),
                PAGES,
                () -> HostTable.of(new HostState(), () -> {}),
                new AdminRequests());
    }

    private static HttpResponse<String> ask(HttpClient client, AdminServer server, String path, String token)
            throws Exception {
        String scheme = client.sslContext().getProtocol().equals("TLS") ? "https" : "http";
        URI uri = URI.create(scheme + "://127.0.0.1:" + server.address().getPort() + path);
        return client.send(
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + token)
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void makesATokenOnceAndTakesIt() throws Exception {
        Path file = folder.resolve("data/admin.token");
        String token = "";
        try (LogCapture log = LogCapture.of(AdminStart.class)) {
            for (int start = 0; start < 2; start++) {
                try (AdminServer server = start()) {
                    String read = Files.readString(file).strip().split(" ")[2];
                    assertThat(token).isIn("", read);
                    token = read;
                    HttpClient client = HttpClient.newHttpClient();
                    assertThat(ask(client, server, NOTHING, token).statusCode()).isEqualTo(404);
                    assertThat(ask(client, server, NOTHING, token + "x").statusCode())
                            .isEqualTo(401);
                }
            }
            assertThat(log.messages()).isEmpty();
        }
    }

    @Test
    void speaksTlsWithTheCertificateOfThePort() throws Exception {
        assertThat(new TestContext(folder).run("tls", "self-signed")).isZero();
        Path tokens = folder.resolve("tokens");
        Files.writeString(tokens, "kim read 0123456789abcdef\n");
        Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-r--r--"));

        try (LogCapture log = LogCapture.of(AdminStart.class);
                AdminServer server = start(
                        "admin.tls=true",
                        "admin.token-file=tokens",
                        "network.tls.certificate=certificate.pem",
                        "network.tls.key=key.pem")) {
            HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build();
            assertThat(ask(client, server, "/livez", "").body()).isEqualTo("live\n");
            assertThat(ask(client, server, NOTHING, "0123456789abcdef").statusCode())
                    .isEqualTo(404);
            assertThat(log.messages())
                    .contains(
                            "WARN others than its owner can read the tokens in " + tokens + "; 'chmod 600' ends that");
        }
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void servesItsOpenPagesWhereNoTokenCanBeWritten() throws Exception {
        Files.writeString(folder.resolve("data"), "a file in place of the folder");

        try (LogCapture log = LogCapture.of(AdminStart.class);
                AdminServer server = start()) {
            HttpClient client = HttpClient.newHttpClient();
            assertThat(ask(client, server, "/livez", "").statusCode()).isEqualTo(200);
            assertThat(ask(client, server, NOTHING, "").statusCode()).isEqualTo(401);
            assertThat(log.messages())
                    .anyMatch(line -> line.startsWith("WARN the admin port has no token, so only its open pages"));
        }
    }

    @Test
    void takesTheTokensOfAReloadAllOrNone() throws Exception {
        Path tokens = folder.resolve("tokens");
        Files.writeString(tokens, "kim read 0123456789abcdef\n");
        CheckedConfig config =
                TestHosts.loaded(folder, "admin.token-file=tokens").checkFiles();
        AdminStart.Started started = started("admin.token-file=tokens");
        try (AdminServer server = started.server()) {
            HttpClient client = HttpClient.newHttpClient();

            Files.writeString(tokens, "kim read fedcba9876543210\n");
            started.live().prepare(config).run();
            assertThat(ask(client, server, NOTHING, "fedcba9876543210").statusCode())
                    .isEqualTo(404);
            assertThat(ask(client, server, NOTHING, "0123456789abcdef").statusCode())
                    .isEqualTo(401);

            Files.writeString(tokens, "kim write 0123456789abcdef\n");
            assertThatThrownBy(() -> started.live().prepare(config))
                    .isInstanceOf(ReloadRefusedException.class)
                    .hasMessageContaining("admin.token-file");
            assertThat(ask(client, server, NOTHING, "fedcba9876543210").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void warnsOfTokensThatTravelUnencrypted() throws Exception {
        Files.writeString(folder.resolve("tokens"), "kim read 0123456789abcdef\n");

        try (LogCapture log = LogCapture.of(AdminStart.class);
                AdminServer server = start("admin.host=0.0.0.0", "admin.token-file=tokens")) {
            assertThat(ask(HttpClient.newHttpClient(), server, "/livez", "").statusCode())
                    .isEqualTo(200);
            assertThat(log.messages()).anyMatch(line -> line.startsWith("WARN others can reach the admin port"));
        }
    }

    private SSLContext trusting() throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null);
        try (InputStream file = Files.newInputStream(folder.resolve("certificate.pem"))) {
            trusted.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(file));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}

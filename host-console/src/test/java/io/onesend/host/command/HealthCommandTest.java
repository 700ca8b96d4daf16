package io.onesend.host.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.host.TestContext;
import io.onesend.host.admin.AdminRequests;
import io.onesend.host.admin.AdminServer;
import io.onesend.host.admin.http.Answer;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code health} asks an admin port that answers what the test wants. */
class HealthCommandTest {

    @TempDir
    private Path folder;

    private TestContext process;
    private AdminServer server;
    private volatile Map<String, Answer> pages = Map.of();

    @BeforeEach
    void start() {
        process = new TestContext(folder);
        server = AdminServer.start(
                new InetSocketAddress("127.0.0.1", 0),
                Optional.empty(),
                request -> pages.getOrDefault(request.path(), Answer.empty(404)),
                new AdminRequests());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void asksWhetherTheServerWorksAndWithReadyWhetherALoginWouldBeServed() {
        pages = Map.of("/livez", Answer.text(200, "alive"), "/readyz", Answer.text(503, "draining"));

        assertThat(health()).isZero();
        assertThat(process.out()).isEqualToIgnoringNewLines("alive");
        assertThat(health("--ready")).isEqualTo(1);
        assertThat(process.out()).isEqualToIgnoringNewLines("draining");

        pages = Map.of("/livez", Answer.text(503, "stuck"), "/readyz", Answer.text(200, "ready"));

        assertThat(health()).isEqualTo(1);
        assertThat(process.out()).isEqualToIgnoringNewLines("stuck");
        assertThat(health("--ready")).isZero();
        assertThat(process.out()).isEqualToIgnoringNewLines("ready");
    }

    @Test
    void asksOnLoopbackWhereTheServerListensOnAllAddresses() {
        pages = Map.of("/livez", Answer.text(200, "alive"));

        assertThat(health("--set=admin.host=0.0.0.0", "--set=admin.token-file=tokens"))
                .isZero();
    }

    @Test
    void saysThatAProgramOnThePortIsAnother() {
        assertThat(health()).isEqualTo(1);
        assertThat(process.out() + process.err())
                .contains("http://127.0.0.1:" + port() + "/livez answers 404")
                .doesNotContain("\tat ");
    }

    @Test
    void saysThatNobodyAnswers() {
        server.close();

        assertThat(health()).isEqualTo(1);
        assertThat(process.err())
                .contains("no answer from http://127.0.0.1:" + port() + "/livez")
                .doesNotContain("\tat ");
    }

    @Test
    void saysWhichSettingsItCannotAskWith() {
        assertThat(health("--set=admin.enabled=false")).isEqualTo(1);
        assertThat(process.err()).contains("admin.enabled");
        assertThat(health("--set=admin.port=0")).isEqualTo(1);
        assertThat(process.err()).contains("admin.port");
    }

    private int health(String... more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "health";
        arguments[1] = "--set=admin.port=" + port();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return process.run(arguments);
    }

    private int port() {
        return server.address().getPort();
    }
}

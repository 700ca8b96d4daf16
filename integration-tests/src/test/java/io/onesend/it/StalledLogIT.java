package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.Admin;
import io.onesend.it.harness.Jar;
import io.onesend.it.harness.LogPipe;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.Wire;
import io.onesend.network.testing.FreePort;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A log that nobody reads, or that cannot be written, holds nobody up: neither the chat nor the end of the server. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(120)
class StalledLogIT {

    private static final String LOST = "onesend_log_lost_lines_total";

    /** More than a pipe of 64 KiB takes; each leaves a line of 100 bytes at debug. */
    private static final int TO_FILL_A_PIPE = 1_000;

    /** More lines than the log keeps besides. */
    private static final int TO_LOSE_LINES = 10_000;

    @TempDir
    private Path folder;

    /** With passwords in clear text, because refused logins then cost the server almost nothing. */
    private static ServerProcess.Launch launch() {
        return ServerProcess.launch()
                .jvm("-ea", "-Xmx256m", "-Donesend.log.level=debug")
                .set(
                        "chat.login=plaintext",
                        "chat.login-throttle.failures-per-user=0",
                        "chat.login-throttle.failures-per-address=0");
    }

    @ParameterizedTest
    @EnumSource
    void nobodyWaitsForAReaderThatDoesNotReadAndWhatWasLostIsSaid(LogPipe.End end) throws Exception {
        try (LogPipe server = new LogPipe(launch(), folder, end)) {
            refuseLogins(server, TO_LOSE_LINES);
            assertServes(server);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(server.admin().metric(LOST)).isPositive());

            int lost = Integer.parseInt(
                    server.readUntil("LogSetup: log lines lost because (?:standard error|.*log-pipe) .*: (\\d+)")
                            .group(1));

            assertThat(lost).isPositive();
            server.terminate();
            server.readUntil("Host: stopped$");
            server.awaitEnd(0, Duration.ofSeconds(30));
        }
    }

    @ParameterizedTest
    @EnumSource
    void sigtermEndsAServerWhoseLogNobodyReads(LogPipe.End end) throws Exception {
        try (LogPipe server = new LogPipe(launch(), folder, end)) {
            refuseLogins(server, TO_FILL_A_PIPE);

            server.terminate();

            server.awaitEnd(0, Duration.ofSeconds(30));
        }
    }

    @ParameterizedTest
    @CsvSource({"2>/dev/full, ''", "2>&-, ''", "'', /dev/full"})
    void aLogThatCannotBeWrittenIsCountedAndTheServerGoesOn(String redirection, String file) throws Exception {
        // Chosen in advance, because the server's address cannot be read in its log.
        int port = FreePort.choose();
        Jar.Child server = launch().in(folder)
                .set("admin.port=" + port, "log.file=" + file)
                .under(List.of("sh", "-c", "exec \"$@\" " + redirection, "sh"))
                .startUnchecked();
        try (server) {
            Admin admin = new Admin(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .ignoreException(UncheckedIOException.class)
                    .until(() -> admin.page("/readyz").status() == 200);
            assertThat(admin.metric(LOST)).as("lines of the start").isGreaterThan(5);
            String[] address = admin.status().get("address").asString().split(":");
            try (RawClient client =
                    RawClient.connect(new InetSocketAddress(address[0], Integer.parseInt(address[1])))) {
                client.send(Wire.login("nobody", "pw")).expect(Wire.LOGIN_RESPONSE, 33);
            }

            server.terminate();

            server.awaitEnd(Duration.ofSeconds(30)).expect(0);
        }
    }

    private static void refuseLogins(LogPipe server, int times) {
        byte[] login = Wire.login("nobody", "pw");
        try (RawClient client = server.connect()) {
            for (int i = 0; i < times; i++) {
                client.send(login).expect(Wire.LOGIN_RESPONSE, 33);
            }
        }
    }

    /** I/O threads, which log a protocol error, the logic thread, which logs a login, Redis, and the admin pages. */
    private static void assertServes(LogPipe server) {
        for (int i = 0; i < 20; i++) {
            try (RawClient client = server.connect()) {
                client.send(new byte[] {1, 0, 1, 0, 0}).expectClosed();
            }
        }
        refuseLogins(server, 1);
        assertThat(server.admin().page("/livez").status()).isEqualTo(200);
        assertThat(server.admin().page("/readyz").status()).isEqualTo(200);
    }
}

package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.Signals;
import io.onesend.it.harness.TestRedis;
import io.onesend.network.testing.DatagramReceiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The server as a service of systemd's: what its manager hears, and what SIGHUP does. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class ServiceManagerIT {

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int ENOUGH = 100_000;

    @TempDir
    private Path folder;

    private ServerProcess start(String address) {
        List<String> prefix = new ArrayList<>(Signals.OWN_GROUP);
        prefix.addAll(List.of("env", "NOTIFY_SOCKET=" + address, "WATCHDOG_USEC=200000"));
        return ServerProcess.launchPlaintext(TestRedis.shared())
                .in(folder)
                .under(prefix)
                .start();
    }

    private void configure(String yaml) throws IOException {
        Path config = Files.createDirectories(folder.resolve("config"));
        Files.writeString(config.resolve("server.yaml"), yaml);
    }

    /** The next message that is no sign of life. */
    private static String next(DatagramReceiver systemd) {
        String message = systemd.next();
        while (message.equals("WATCHDOG=1")) {
            message = systemd.next();
        }
        return message;
    }

    @Test
    void theManagerHearsOfTheStartAReloadAndTheStop() throws IOException {
        String address = folder.resolve("notify").toString();
        configure("chat:\n  rate:\n    burst: 100\n");
        try (DatagramReceiver systemd = DatagramReceiver.start(address, ENOUGH)) {
            ServerProcess server = start(address);
            String ready = "READY=1|STATUS=listening on 127.0.0.1:" + server.port();
            assertThat(systemd.next()).isEqualTo(ready);
            assertThat(systemd.next()).isEqualTo("WATCHDOG=1");

            configure("chat:\n  rate:\n    burst: 7\nredis:\n  command-timeout: 20s\n");
            Signals.send("HUP", server.process());
            assertThat(next(systemd)).matches("RELOADING=1\\|MONOTONIC_USEC=[0-9]+");
            assertThat(next(systemd)).isEqualTo(ready);
            server.awaitLog("audit.*SIGHUP: reload: chat.rate.burst: 100 → 7 \\(config/server.yaml:3\\)", DEADLINE);

            configure("chat:\n  rate:\n    burst: many\n");
            Signals.send("HUP", server.process());
            server.awaitLog("SIGHUP: nothing was reloaded: .*chat.rate.burst", DEADLINE);
            assertThat(next(systemd)).startsWith("RELOADING=1");
            assertThat(next(systemd)).isEqualTo(ready);

            server.terminate();
            assertThat(next(systemd)).isEqualTo("STOPPING=1|STATUS=stopping");
            server.awaitEnd(0);
            server.assertNoComplaint();
        }
    }
}

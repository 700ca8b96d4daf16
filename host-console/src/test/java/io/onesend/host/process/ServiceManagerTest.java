package io.onesend.host.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.network.testing.DatagramReceiver;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
@Timeout(60)
class ServiceManagerTest {

    private final Map<String, String> environment = new HashMap<>();

    @TempDir
    private Path folder;

    private String address;

    @BeforeEach
    void nameTheSocket() {
        address = folder.resolve("notify").toString();
        environment.put(ServiceManager.SOCKET, address);
    }

    @Test
    void saysWhatTheServerDoes() {
        try (DatagramReceiver systemd = DatagramReceiver.start(address, 5);
                ServiceManager manager = ServiceManager.of(environment)) {
            manager.ready("listening", Optional::empty);
            manager.status("draining");
            manager.reloading();
            manager.reloaded("listening");
            manager.stopping();

            assertThat(systemd.next()).isEqualTo("READY=1|STATUS=listening");
            assertThat(systemd.next()).isEqualTo("STATUS=draining");
            String[] reloading = systemd.next().split("\\|MONOTONIC_USEC=");
            assertThat(reloading).hasSize(2).startsWith("RELOADING=1");
            assertThat(System.nanoTime() / 1_000 - Long.parseLong(reloading[1]))
                    .as("microseconds of the monotonic clock, just now")
                    .isBetween(0L, 60_000_000L);
            assertThat(systemd.next()).isEqualTo("READY=1|STATUS=listening");
            assertThat(systemd.next()).isEqualTo("STOPPING=1|STATUS=stopping");
        }
    }

    @Test
    void givesSignsOfLifeWhileTheServerWorks() {
        environment.put(ServiceManager.WATCHDOG_INTERVAL, "20000");
        environment.put(
                ServiceManager.WATCHDOG_PROCESS,
                Long.toString(ProcessHandle.current().pid()));
        try (DatagramReceiver systemd = DatagramReceiver.start(address, 4);
                ServiceManager manager = ServiceManager.of(environment)) {
            manager.ready("listening", Optional::empty);

            assertThat(systemd.next()).startsWith("READY=1");
            for (int beat = 0; beat < 3; beat++) {
                assertThat(systemd.next()).isEqualTo("WATCHDOG=1");
            }
        }
    }

    @Test
    void givesNoSignOfLifeWhileTheServerStandsStill() {
        try (DatagramReceiver systemd = DatagramReceiver.start(address, 3);
                ServiceManager manager = ServiceManager.of(environment)) {
            manager.beat(Optional.empty());
            manager.beat(Optional.of("the logic thread stands still"));
            manager.status("between");
            manager.beat(Optional.empty());

            assertThat(systemd.next()).isEqualTo("WATCHDOG=1");
            assertThat(systemd.next()).isEqualTo("STATUS=between");
            assertThat(systemd.next()).isEqualTo("WATCHDOG=1");
        }
    }

    @Test
    void leavesTheWatchdogOfAnotherProcessAlone() {
        environment.put(ServiceManager.WATCHDOG_INTERVAL, "1000");
        environment.put(ServiceManager.WATCHDOG_PROCESS, "1");
        try (DatagramReceiver systemd = DatagramReceiver.start(address, 2);
                ServiceManager manager = ServiceManager.of(environment)) {
            manager.ready("listening", Optional::empty);
            manager.stopping();

            assertThat(systemd.next()).startsWith("READY=1");
            assertThat(systemd.next()).startsWith("STOPPING=1");
        }
    }

    @Test
    void theServerGoesOnWithoutAManagerOrWithOneThatIsGone() {
        try (ServiceManager none = ServiceManager.of(Map.of());
                ServiceManager gone = ServiceManager.of(environment);
                ServiceManager unusable = ServiceManager.of(Map.of(ServiceManager.SOCKET, "vsock:2:1"))) {
            for (ServiceManager manager : new ServiceManager[] {none, gone, unusable}) {
                manager.ready("listening", Optional::empty);
                manager.stopping();
            }
            assertThat(folder).isEmptyDirectory();
        }
    }
}

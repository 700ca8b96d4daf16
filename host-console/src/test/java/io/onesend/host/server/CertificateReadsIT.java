package io.onesend.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.host.TestContext;
import io.onesend.host.config.LoadedConfig;
import io.onesend.host.process.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often a start reads the files of TLS, by the JVM's own account of what it reads. */
class CertificateReadsIT {

    @TempDir
    private Path folder;

    /** They are checked first, and then serve both ports. */
    @Test
    void aStartReadsEachFileOnce() throws IOException {
        assertThat(new TestContext(folder).run("tls", "self-signed")).isZero();
        LoadedConfig loaded = TestHosts.loaded(
                folder,
                "network.tls.mode=allowed",
                "network.tls.certificate=certificate.pem",
                "network.tls.key=key.pem",
                "admin.tls=true");
        Path recorded = folder.resolve("start.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.FileRead").withoutThreshold();
            recording.start();
            try (Host host = Host.start(loaded.config(), loaded.checkFiles(), new StopSignal())) {
                assertThat(host.standstill()).isEmpty();
            }
            recording.dump(recorded);
        }

        Map<String, Long> bytes = RecordingFile.readAllEvents(recorded).stream()
                .filter(event -> event.hasField("bytesRead") && event.getString("path") != null)
                .filter(event -> event.getString("path").endsWith(".pem"))
                .collect(Collectors.groupingBy(
                        event -> Path.of(event.getString("path")).getFileName().toString(),
                        Collectors.summingLong(event -> Math.max(0, event.getLong("bytesRead")))));
        assertThat(bytes)
                .isEqualTo(Map.of(
                        "certificate.pem", Files.size(folder.resolve("certificate.pem")),
                        "key.pem", Files.size(folder.resolve("key.pem"))));
    }
}

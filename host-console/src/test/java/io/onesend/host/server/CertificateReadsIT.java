package io.onesend.host.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.host.TestContext;
import io.onesend.host.config.LoadedConfig;
import io.onesend.host.process.StopSignal;
import io.onesend.host.reload.Reload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often a start and a reload read the files of TLS, by the JVM's own account of what it reads. Both ports have the certificate. */
class CertificateReadsIT {

    @TempDir
    private Path folder;

    @BeforeEach
    void makeCertificates() {
        for (String each : new String[] {"first", "second"}) {
            assertThat(new TestContext(folder).run("tls", "self-signed", "--dir", each))
                    .isZero();
        }
    }

    /** A look at the files is not what is counted, so there is none. */
    private LoadedConfig load(String directory) {
        return TestHosts.loaded(
                folder,
                "network.tls.mode=allowed",
                "network.tls.certificate=" + directory + "/certificate.pem",
                "network.tls.key=" + directory + "/key.pem",
                "network.tls.check=0",
                "admin.tls=true");
    }

    /** The bytes that were read of each file of TLS. */
    private Map<String, Long> readBy(Callable<?> work) throws Exception {
        Path recorded = folder.resolve("reads.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.FileRead").withoutThreshold();
            recording.start();
            work.call();
            recording.dump(recorded);
        }
        return RecordingFile.readAllEvents(recorded).stream()
                .filter(event -> event.hasField("bytesRead") && event.getString("path") != null)
                .filter(event -> event.getString("path").endsWith(".pem"))
                .collect(Collectors.groupingBy(
                        event -> folder.relativize(Path.of(event.getString("path")))
                                .toString(),
                        Collectors.summingLong(event -> Math.max(0, event.getLong("bytesRead")))));
    }

    private Map<String, Long> allOf(String directory) throws IOException {
        String certificate = directory + "/certificate.pem";
        String key = directory + "/key.pem";
        return Map.of(certificate, Files.size(folder.resolve(certificate)), key, Files.size(folder.resolve(key)));
    }

    /** They are checked first, and then serve both ports. */
    @Test
    void aStartReadsEachFileOnce() throws Exception {
        LoadedConfig start = load("first");

        Map<String, Long> read = readBy(() -> {
            try (Host host = Host.start(start.checkFiles(), new StopSignal())) {
                return assertThat(host.standstill()).isEmpty();
            }
        });

        assertThat(read).isEqualTo(allOf("first"));
    }

    /** Whether they have changed or not, and also if the configuration names others now. */
    @Test
    void aReloadReadsEachFileOnce() throws Exception {
        LoadedConfig start = load("first");
        try (Host host = Host.start(start.checkFiles(), new StopSignal())) {
            Reload same = host.reloadFrom(() -> load("first"), start, next -> () -> {});
            assertThat(readBy(() -> same.run("kim", false))).isEqualTo(allOf("first"));

            Reload others = host.reloadFrom(() -> load("second"), start, next -> () -> {});
            assertThat(readBy(() -> others.run("kim", false))).isEqualTo(allOf("second"));
        }
    }
}

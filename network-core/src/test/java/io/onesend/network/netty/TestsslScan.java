package io.onesend.network.netty;

import static io.onesend.network.netty.ServerHarness.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.TlsSettings.KeyPair;
import io.onesend.network.testing.TestCertificates;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scanner testssl.sh against a port with TLS. It takes a minute or two, so the build does not run it:
 *
 * <pre>{@code
 * mvn -B test -pl network-core -Dtest=TestsslScan
 * }</pre>
 */
class TestsslScan {

    /** Protocols, ciphers, forward secrecy, the server's preferences and certificate, and all vulnerabilities. */
    private static final String ALL_CHECKS = "-p -s -f -P -S -U";

    private static final String CHECKS = System.getProperty("testssl.checks", ALL_CHECKS);

    private static final Pattern FINDING = Pattern.compile(
            "\"id\"\\s*:\\s*\"([^\"]*)\".*?\"severity\"\\s*:\\s*\"([^\"]*)\".*?\"finding\"\\s*:\\s*\"([^\"]*)\"",
            Pattern.DOTALL);

    private static final Set<String> WORTH_A_LOOK = Set.of("MEDIUM", "HIGH", "CRITICAL", "FATAL");

    /** An authority of a test publishes no list of certificates that it has taken back. */
    private static final String NO_REVOCATION = "cert_revocation";

    @TempDir
    private Path directory;

    private record Finding(String id, String severity, String text) {}

    @Test
    void findsNothingWorthALook() throws IOException, InterruptedException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, "testssl"))),
                "no testssl on the PATH, so it is not tested with: apt-get install testssl.sh");
        TestCertificates certificates = new TestCertificates(directory);
        // One that ends soon is worth a look.
        KeyPair files = certificates.write(
                "localhost",
                certificates.certificate(TestCertificates.builder("localhost")
                        .notAfter(Instant.now().plus(Duration.ofDays(365)))));
        Doors doors = Doors.of(Door.PLAIN, Door.WEBSOCKET).withTls(certificates.settings(files));
        try (ServerHarness harness =
                new ServerHarness(CONFIG.toBuilder().doors(doors).build(), RecordingListener.echo())) {
            List<Finding> findings = scan(harness.port(), certificates.authorityFile());

            assertThat(findings).extracting(Finding::severity).contains("OK");
            assertThat(findings)
                    .filteredOn(finding -> WORTH_A_LOOK.contains(finding.severity))
                    .extracting(Finding::id)
                    .as("%s", findings)
                    .isSubsetOf(NO_REVOCATION);
        }
    }

    private List<Finding> scan(int port, Path authority) throws IOException, InterruptedException {
        Path json = directory.resolve("findings.json");
        Path said = directory.resolve("said");
        List<String> command = new ArrayList<>(List.of("testssl", "--quiet", "--color", "0", "--warnings", "batch"));
        command.addAll(List.of("--nodns", "none", "--add-ca", authority.toString(), "--jsonfile", json.toString()));
        command.addAll(List.of(CHECKS.split(" ")));
        command.add("localhost:" + port);
        Process testssl = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            testssl.waitFor();
        } finally {
            testssl.destroyForcibly();
        }
        assertThat(json).as(Files.readString(said)).isRegularFile();
        return FINDING.matcher(Files.readString(json))
                .results()
                .map(match -> new Finding(match.group(1), match.group(2), match.group(3)))
                .toList();
    }
}

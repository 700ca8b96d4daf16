package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.handler.ssl.OpenSsl;
import io.onesend.it.harness.Jar;
import io.onesend.it.harness.OpensslJars;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.SelfSignedCertificate;
import io.onesend.it.harness.ServerProcess;
import io.onesend.it.harness.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenSSL in a folder beside the server's jar, as the page tells an operator. */
class OpensslIT {

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    @TempDir
    private static Path folder;

    private static SelfSignedCertificate certificate;

    @BeforeAll
    static void makeCertificate() {
        assumeTrue(OpenSsl.isAvailable(), "no netty-tcnative for this system");
        certificate = SelfSignedCertificate.make(folder);
    }

    private static ServerProcess.Launch launch(Path libraries) {
        return ServerProcess.launch()
                .in(folder)
                .withLibraries(libraries)
                .set(certificate.settings())
                .connectWithTls(certificate.trusting());
    }

    private static void expectAnswer(ServerProcess server) {
        try (RawClient client = server.connect()) {
            client.send(Wire.ping(1));
            client.next(Wire.PONG);
        }
    }

    private static boolean hasLoadedOpenssl(ServerProcess server) throws IOException {
        return Files.readString(Path.of("/proc", String.valueOf(server.process().pid()), "maps"))
                .contains("netty_tcnative");
    }

    @Test
    void isTakenFromThere() throws IOException {
        try (ServerProcess server = launch(OpensslJars.both()).start()) {
            assertThat(server.log())
                    .filteredOn(line -> line.contains("TLS is encrypted by"))
                    .singleElement()
                    .asString()
                    .contains(" INFO ")
                    .endsWith("TLS is encrypted by OpenSSL");
            assertThat(hasLoadedOpenssl(server)).isTrue();
            expectAnswer(server);
        }
    }

    @Test
    void isReplacedByTheJdkWithAWarningOrRefusedWhereItsLibraryDoesNotLoad() throws IOException {
        Path classes = OpensslJars.classesAlone();
        try (ServerProcess server = launch(classes).start()) {
            assertThat(server.log())
                    .filteredOn(line -> line.contains("TLS is encrypted by"))
                    .singleElement()
                    .asString()
                    .contains(" WARN ")
                    .contains("by the JDK, because OpenSSL cannot be used: the library of netty-tcnative"
                            + " does not load: ");
            assertThat(hasLoadedOpenssl(server)).isFalse();
            expectAnswer(server);
        }
        try (Jar.Child refused =
                launch(classes).set("network.tls.provider=openssl").startUnchecked()) {
            assertThat(refused.awaitEnd(DEADLINE).expect(78).err())
                    .contains(
                            "--set: network.tls.provider OpenSSL cannot be used for TLS: the library of netty-tcnative"
                                    + " does not load: ");
        }
    }
}

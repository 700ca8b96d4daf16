package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.Jar;
import io.onesend.it.harness.Jdks;
import io.onesend.it.harness.RawClient;
import io.onesend.it.harness.ServerProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code java -jar} and nothing else: neither the JVM nor Netty has anything to complain about. On each JDK of the run. */
class JvmWarningsIT {

    @ParameterizedTest
    @MethodSource("io.onesend.it.harness.Jdks#homes")
    void aServerStartsServesAndStopsWithoutAWarningOfTheJvm(Path javaHome) {
        ServerProcess server = ServerProcess.launch().java(javaHome).bareJvm().start();
        try (RawClient client = server.connect()) {
            client.login("kim", "비밀번호").enter(0);
            assertThat(client.chat("안녕").message()).isEqualTo("안녕");
        }
        assertNoWarning(server.stop());
        server.assertNoComplaint();
    }

    @ParameterizedTest
    @MethodSource("io.onesend.it.harness.Jdks#homes")
    void theCommandsRunWithoutAWarningOfTheJvm(Path javaHome, @TempDir Path folder) {
        ServerProcess server =
                ServerProcess.launch().java(javaHome).bareJvm().in(folder).start();
        String port = String.valueOf(server.port());

        assertNoWarning(Jar.runPlainly(javaHome, folder, "", "check-config"));
        assertNoWarning(Jar.runPlainly(javaHome, folder, "", "print-config"));
        assertNoWarning(Jar.runPlainly(javaHome, folder, "pw\n", "user", "add", "kim"));
        assertNoWarning(Jar.runPlainly(
                javaHome, folder, "안녕\n", "chat", "--user", "kim", "--password", "pw", "--room", "0", "--port", port));
        server.stop();
    }

    private static void assertNoWarning(Jar.Finished finished) {
        finished.expect(0);
        assertThat(finished.all().lines())
                .noneMatch(line -> line.contains("WARNING"))
                .noneMatch(line -> line.contains("sun.misc.Unsafe") || line.contains("native access"))
                .noneMatch(line -> line.contains("Exception"));
    }

    @Test
    void aSecondJdkThatIsNamedIsThere() {
        assertThat(Jdks.homes())
                .allSatisfy(home -> assertThat(home.resolve("bin/java")).isExecutable());
    }
}

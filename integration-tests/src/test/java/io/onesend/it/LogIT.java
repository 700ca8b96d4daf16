package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README says of the log. */
class LogIT {

    private static final String OWN = """
            <Configuration>
              <Appenders>
                <Console name="stderr" target="SYSTEM_ERR"><PatternLayout pattern="own %level %msg%n"/></Console>
              </Appenders>
              <Loggers>
                <Root level="info"><AppenderRef ref="stderr"/></Root>
              </Loggers>
            </Configuration>
            """;

    @Test
    void aConfigurationOfTheOperatorsOwnTakesThePlaceOfOurs(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("own.xml"), OWN);

        ServerProcess server =
                ServerProcess.launch().jvm("-Dlog4j2.configurationFile=" + file).start();
        server.stop();

        assertThat(server.log())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("own INFO ") || line.startsWith("own WARN "))
                .last()
                .isEqualTo("own INFO stopped");
    }

    @Test
    void aConfigurationThatIsNotThereIsToldOf() {
        assertToldOf(Path.of("no", "such.xml"));
    }

    @Test
    void aConfigurationThatIsNotXmlIsToldOf(@TempDir Path folder) throws IOException {
        assertToldOf(Files.writeString(folder.resolve("own.xml"), "<Configuration><oops"));
    }

    private static void assertToldOf(Path file) {
        ServerProcess server =
                ServerProcess.launch().jvm("-Dlog4j2.configurationFile=" + file).start();
        server.stop();

        assertThat(server.log())
                .anyMatch(
                        line -> line.endsWith("LogSetup: " + file + " cannot be read; the default log settings apply"))
                .anyMatch(line -> line.endsWith(" INFO  [main] Host: stopped"));
    }

    @Test
    void moreIsSaidWhereMoreIsAskedFor() {
        ServerProcess server =
                ServerProcess.launch().jvm("-Donesend.log.level=debug").start();
        server.stop();

        assertThat(server.log())
                .anyMatch(line -> line.matches("[-0-9]+ [:.0-9]+ DEBUG \\[redis-output\\] RedisOutput: redis: .*"));
    }

    @Test
    void aLevelThatDoesNotExistIsToldOf() {
        ServerProcess server =
                ServerProcess.launch().jvm("-Donesend.log.level=loud").start();
        server.stop();

        assertThat(server.log())
                .anyMatch(line -> line.endsWith("LogSetup: -Donesend.log.level=loud is not a log level and is ignored;"
                        + " there are off, error, warn, info, debug, trace"));
    }
}

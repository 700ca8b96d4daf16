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
            <configuration>
              <appender name="stderr" class="ch.qos.logback.core.ConsoleAppender">
                <target>System.err</target>
                <encoder><pattern>own %level %msg%n</pattern></encoder>
              </appender>
              <root level="info"><appender-ref ref="stderr"/></root>
            </configuration>
            """;

    @Test
    void aConfigurationOfTheOperatorsOwnTakesThePlaceOfOurs(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("own.xml"), OWN);

        ServerProcess server = ServerProcess.launch()
                .jvm("-Dlogback.configurationFile=" + file)
                .start();
        server.stop();

        assertThat(server.log())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("own INFO ") || line.startsWith("own WARN "));
    }

    @Test
    void moreIsSaidWhereMoreIsAskedFor() {
        ServerProcess server =
                ServerProcess.launch().jvm("-Donesend.log.level=debug").start();
        server.stop();

        assertThat(server.log())
                .anyMatch(line -> line.matches("[-0-9]+ [:.0-9]+ DEBUG \\[redis-output\\] RedisOutput: redis: .*"));
    }
}

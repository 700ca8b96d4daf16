package io.onesend.host.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogDefaultsTest {

    private final PrintStream realError = System.err;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final LoggerContext context = new LoggerContext();

    @BeforeEach
    void captureStandardError() {
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        context.stop();
        System.setErr(realError);
        System.clearProperty(LogDefaults.LEVEL);
        System.clearProperty(ClassicConstants.CONFIG_FILE_PROPERTY);
    }

    @Test
    void isFoundByTheBackend() {
        assertThat(ServiceLoader.load(Configurator.class))
                .anySatisfy(found -> assertThat(found).isInstanceOf(LogDefaults.class));
    }

    @Test
    void writesTimeLevelThreadAndClassInFrontOfTheMessage() {
        configure();
        context.getLogger("io.onesend.host.Host").info("방 {}개", 100);
        assertThat(lines())
                .singleElement()
                .asString()
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  \\["
                        + Thread.currentThread().getName() + "] Host: 방 100개");
    }

    @Test
    void aMessageStaysOnOneLineWhateverAPeerPutIntoIt() {
        configure();
        context.getLogger("a.Peer").warn("name {}", "x\r\n2026-01-01 ERROR forged\n");
        assertThat(lines()).singleElement().asString().endsWith("Peer: name x\\r\\n2026-01-01 ERROR forged\\n");
    }

    @Test
    void aFailureComesWithItsStackAndItsCause() {
        configure();
        context.getLogger("a.B").error("no", new IllegalStateException("outer", new IllegalArgumentException("inner")));
        assertThat(written.toString(StandardCharsets.UTF_8))
                .contains("B: no")
                .contains("IllegalStateException: outer")
                .contains("Caused by: java.lang.IllegalArgumentException: inner")
                .contains("LogDefaultsTest.aFailureComesWithItsStackAndItsCause");
    }

    @Test
    void theLevelIsInfoUnlessAPropertySaysOtherwise() {
        configure();
        assertThat(context.getLogger("a").getEffectiveLevel()).isEqualTo(Level.INFO);
        System.setProperty(LogDefaults.LEVEL, "debug");
        configure();
        assertThat(context.getLogger("a").getEffectiveLevel()).isEqualTo(Level.DEBUG);
        System.setProperty(LogDefaults.LEVEL, "unheard of");
        configure();
        assertThat(context.getLogger("a").getEffectiveLevel()).isEqualTo(Level.INFO);
    }

    @Test
    void aFileTakesItsPlace(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("own.xml"), """
                <configuration>
                  <appender name="own" class="ch.qos.logback.core.ConsoleAppender">
                    <target>System.err</target>
                    <encoder><pattern>own %msg%n</pattern></encoder>
                  </appender>
                  <root level="info"><appender-ref ref="own"/></root>
                </configuration>
                """);
        System.setProperty(ClassicConstants.CONFIG_FILE_PROPERTY, file.toString());
        configure();
        context.getLogger("a").info("방");
        assertThat(lines()).containsExactly("own 방");
    }

    @Test
    void aFileThatIsNotXmlIsToldOf(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("own.xml"), "<configuration><oops");
        System.setProperty(ClassicConstants.CONFIG_FILE_PROPERTY, file.toString());
        configure();
        assertThat(lines()).last().asString().contains("WARN").contains("own.xml cannot be read");
    }

    @Test
    void aFileThatIsNotThereIsToldOf() {
        System.setProperty(ClassicConstants.CONFIG_FILE_PROPERTY, "no/such.xml");
        configure();
        assertThat(lines()).singleElement().asString().contains("WARN").contains("no/such.xml cannot be read");
    }

    private void configure() {
        context.reset();
        context.setMDCAdapter(new LogbackMDCAdapter());
        LogDefaults defaults = new LogDefaults();
        defaults.setContext(context);
        assertThat(defaults.configure(context)).isEqualTo(Configurator.ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
    }

    private List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }
}

package io.onesend.host.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogConfigurationTest {

    private final PrintStream realError = System.err;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final LoggerContext context = new LoggerContext("test");

    @BeforeEach
    void captureStandardError() {
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        context.stop();
        System.setErr(realError);
    }

    @Test
    void writesTimeLevelThreadAndClassInFrontOfTheMessage() {
        start(new Properties());
        context.getLogger("io.onesend.host.server.Host").info("방 {}개", 100);
        assertThat(lines())
                .singleElement()
                .asString()
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  \\["
                        + Thread.currentThread().getName() + "] Host: 방 100개");
    }

    @Test
    void aMessageStaysOnOneLineWhateverAPeerPutIntoIt() {
        start(new Properties());
        context.getLogger("a.Peer").warn("name {}", "x\r\n2026-01-01 ERROR forged\n");
        assertThat(lines()).singleElement().asString().endsWith("Peer: name x\\r\\n2026-01-01 ERROR forged\\n");
    }

    @Test
    void aMessageCannotDriveTheTerminalThatShowsIt() {
        start(new Properties());
        context.getLogger("a.Peer").warn("name {}", "\u001b[2Jx\u0000\u009b\u2028\ty");
        assertThat(lines()).singleElement().asString().endsWith("Peer: name \\u001b[2Jx\\u0000\\u009b\\u2028\\ty");
    }

    @Test
    void aFailureComesWithItsStackAndItsCause() {
        start(new Properties());
        IllegalStateException outer = new IllegalStateException("outer", new IllegalArgumentException("inner"));
        outer.addSuppressed(new IllegalStateException("at the close"));
        context.getLogger("a.B").error("no", outer);
        assertThat(lines().get(0)).endsWith("B: no");
        assertThat(lines().get(1)).isEqualTo("java.lang.IllegalStateException: outer");
        assertThat(lines().get(2))
                .startsWith("\tat io.onesend.host.log.LogConfigurationTest.aFailureComesWithItsStackAndItsCause(");
        assertThat(lines())
                .contains(
                        "\tSuppressed: java.lang.IllegalStateException: at the close",
                        "Caused by: java.lang.IllegalArgumentException: inner")
                .anyMatch(line -> line.matches("\t\\.\\.\\. \\d+ more"));
    }

    @Test
    void theMessageOfAFailureCannotForgeALine() {
        start(new Properties());
        context.getLogger("a.B").error("no", new IllegalStateException("x\n2026-01-01 ERROR forged"));
        assertThat(lines().get(1)).isEqualTo("java.lang.IllegalStateException: x\\n2026-01-01 ERROR forged");
    }

    @Test
    void aFailureThatCausesItselfIsShownOnce() {
        start(new Properties());
        IllegalStateException first = new IllegalStateException("first");
        first.initCause(new IllegalArgumentException("second", first));
        context.getLogger("a.B").error("no", first);
        assertThat(lines())
                .last()
                .asString()
                .isEqualTo("Caused by: java.lang.IllegalStateException: first (shown above)");
    }

    @Test
    void theLevelIsInfoUnlessAPropertySaysOtherwise() {
        start(new Properties());
        assertThat(context.getLogger("io.onesend.a").getLevel()).isEqualTo(Level.INFO);
        assertThat(context.getLogger("io.lettuce.core").getLevel()).isEqualTo(Level.INFO);
    }

    @Test
    void aFinerLevelIsForOurOwnLoggersOnly() {
        start(properties("onesend.log.level", "trace"));
        assertThat(context.getLogger("io.onesend.a").getLevel()).isEqualTo(Level.TRACE);
        assertThat(context.getLogger("io.lettuce.core").getLevel()).isEqualTo(Level.INFO);
    }

    @Test
    void aCoarserLevelIsForEveryLogger() {
        start(properties("onesend.log.level", "Error"));
        assertThat(context.getLogger("io.onesend.a").getLevel()).isEqualTo(Level.ERROR);
        assertThat(context.getLogger("io.lettuce.core").getLevel()).isEqualTo(Level.ERROR);
    }

    @Test
    void aLibraryThatIsNamedHasItsOwnLevel() {
        start(properties("onesend.log.level", "warn", "onesend.log.level.io.lettuce", "debug"));
        assertThat(context.getLogger("io.lettuce.core.RedisClient").getLevel()).isEqualTo(Level.DEBUG);
        assertThat(context.getLogger("io.netty").getLevel()).isEqualTo(Level.WARN);
    }

    @Test
    void aLevelThatIsNoneIsToldOfWithThoseThereAre() {
        LogLevels levels = LogLevels.of(
                properties("onesend.log.level", "loud", "onesend.log.level.io.netty", "debugg"), Level.INFO);
        assertThat(levels.libraries()).isEqualTo(Level.INFO);
        assertThat(levels.problems())
                .containsExactly(
                        "-Donesend.log.level=loud is not a log level and is ignored;"
                                + " there are off, error, warn, info, debug, trace",
                        "-Donesend.log.level.io.netty=debugg is not a log level and is ignored;"
                                + " there are off, error, warn, info, debug, trace");
    }

    @Test
    void theConfiguredLevelAppliesUnlessAPropertySetsOne() {
        assertThat(LogLevels.of(new Properties(), Level.DEBUG).named()).containsEntry("io.onesend", Level.DEBUG);
        assertThat(LogLevels.of(new Properties(), Level.DEBUG).libraries()).isEqualTo(Level.INFO);
        assertThat(LogLevels.of(properties("onesend.log.level", "warn"), Level.DEBUG))
                .returns(Level.WARN, LogLevels::libraries)
                .returns(Level.WARN, levels -> levels.named().get("io.onesend"));
    }

    @Test
    void levelAndOutputChangeForLoggersThatAreInUse() {
        LogConfiguration configuration = configuration(new Properties());
        context.start(configuration);
        Logger log = context.getLogger("io.onesend.a");
        log.debug("not yet");

        List<String> elsewhere = new ArrayList<>();
        configuration.use(
                new LogOutput(new TextLayout(), event -> elsewhere.add(new String(event, StandardCharsets.UTF_8))));
        configuration.setLevels(LogLevels.of(new Properties(), Level.DEBUG));
        context.updateLoggers();
        log.debug("now");

        assertThat(lines()).isEmpty();
        assertThat(elsewhere).singleElement().asString().contains(" DEBUG ").endsWith("now\n".translateEscapes());

        configuration.setLevels(LogLevels.of(new Properties(), Level.ERROR));
        context.updateLoggers();
        log.warn("no more");
        assertThat(elsewhere).hasSize(1);
    }

    private void start(Properties properties) {
        context.start(configuration(properties));
    }

    private static LogConfiguration configuration(Properties properties) {
        return new LogConfiguration(
                new LogOutput(new TextLayout(), StandardStreams.errorLines()), LogLevels.of(properties, Level.INFO));
    }

    private static Properties properties(String... namesAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
        }
        return properties;
    }

    private List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }
}

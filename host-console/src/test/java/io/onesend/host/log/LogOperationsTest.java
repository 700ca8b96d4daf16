package io.onesend.host.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onesend.host.config.LogConfig;
import io.onesend.host.ops.Operator;
import io.onesend.host.ops.OpsAnswer;
import io.onesend.host.ops.OpsException;
import io.onesend.host.ops.OpsTable;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogOperationsTest {

    private final LoggerContext context = new LoggerContext("test");
    private final LiveLevels live = new LiveLevels(
            () -> context, configured -> LogLevels.of(new Properties(), Level.valueOf(configured.name())));
    private final OpsTable table = new OpsTable(List.of(LogOperations.rows(live)));

    @BeforeEach
    void start() {
        LogOutput nowhere = new LogOutput(new TextLayout(), line -> {});
        context.start(new LogConfiguration(nowhere, LogLevels.of(new Properties(), Level.INFO)));
        live.configure(LogConfig.Level.WARN);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private OpsAnswer call(String name, String... arguments) throws OpsException {
        Map<String, String> given = switch (arguments.length) {
            case 0 -> Map.of();
            case 1 -> Map.of("level", arguments[0]);
            default -> Map.of("level", arguments[0], "logger", arguments[1]);
        };
        return table.call(Operator.CONSOLE, name, given);
    }

    private Level levelOf(String logger) {
        return context.getLogger(logger).getLevel();
    }

    @Test
    void showsTheLevelsThatAreInEffect() throws OpsException {
        assertThat(call("log").lines())
                .startsWith("the server warn, libraries warn")
                .contains("  audit info", "  io.lettuce.core.protocol.ConnectionWatchdog error");
    }

    @Test
    void changesTheServersOwnLevelAndKeepsTheLibrariesFromPrintingSecrets() throws OpsException {
        assertThat(call("log level", "debug").lines())
                .startsWith("the server debug, libraries info; changed since the start, 'log reset' goes back");

        assertThat(levelOf("io.onesend.host.Main")).isEqualTo(Level.DEBUG);
        assertThat(levelOf("io.lettuce.core.RedisClient")).isEqualTo(Level.INFO);
    }

    @Test
    void changesOneLoggerAndThoseBelowIt() throws OpsException {
        call("log level", "trace", "io.onesend.network");
        call("log level", "error", "io.netty");

        assertThat(levelOf("io.onesend.network.netty.SendLane")).isEqualTo(Level.TRACE);
        assertThat(levelOf("io.onesend.chat.ChatServer")).isEqualTo(Level.WARN);
        assertThat(levelOf("io.netty.util.Recycler")).isEqualTo(Level.ERROR);
    }

    @Test
    void goesBackToTheLevelsOfTheConfiguration() throws OpsException {
        call("log level", "trace");
        call("log level", "info", "io.netty");

        assertThat(call("log reset").lines()).startsWith("the server warn, libraries warn");

        assertThat(levelOf("io.onesend.host.Main")).isEqualTo(Level.WARN);
        assertThat(levelOf("io.netty.util.Recycler")).isEqualTo(Level.WARN);
    }

    @Test
    void aChangeOutlivesANewLevelOfTheConfiguration() throws OpsException {
        call("log level", "debug");

        live.configure(LogConfig.Level.ERROR);
        assertThat(levelOf("io.onesend.host.Main")).isEqualTo(Level.DEBUG);

        call("log reset");
        assertThat(levelOf("io.onesend.host.Main")).isEqualTo(Level.ERROR);
    }

    @Test
    void refusesWhatWouldPrintSecretsOrHideChanges() {
        assertThatThrownBy(() -> call("log level", "debug", "io.lettuce"))
                .hasMessageStartingWith("logger is not the server's own: at debug libraries log what goes to Redis");
        assertThatThrownBy(() -> call("log level", "off", "audit"))
                .hasMessage("logger records who has changed what, and keeps its level");
        assertThatThrownBy(() -> call("log level", "loud"))
                .hasMessage("level is 'loud' and not one of off, error, warn, info, debug, trace");
        assertThat(live.isChanged()).isFalse();
    }

    @Test
    void leavesALogAloneThatAnOperatorHasConfigured() {
        context.setConfiguration(new DefaultConfiguration());

        assertThatThrownBy(() -> call("log level", "debug"))
                .isInstanceOf(OpsException.class)
                .hasMessageContaining("which has the levels");
    }
}

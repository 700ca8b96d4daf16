package io.onesend.host.log;

import io.onesend.host.ops.Argument;
import io.onesend.host.ops.Argument.Kind;
import io.onesend.host.ops.Argument.Proposals;
import io.onesend.host.ops.Arguments;
import io.onesend.host.ops.Operation;
import io.onesend.host.ops.OpsAnswer;
import io.onesend.host.ops.OpsException;
import io.onesend.host.ops.Role;
import io.onesend.host.ops.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.logging.log4j.Level;

/** The operations on the levels of the running log. */
public final class LogOperations {

    private static final String LEVEL = "level";
    private static final String LOGGER = "logger";

    /** Loggers that are worth naming: the server's parts, and the libraries below them. */
    private static final Proposals LOGGERS = Proposals.of(List.of(
            LogLevels.OWN, "io.onesend.chat", "io.onesend.host", "io.onesend.network", "io.lettuce", "io.netty"));

    private LogOperations() {}

    /** @param changed whether an operator has changed a level since the start */
    record Levels(String level, String libraries, boolean changed, List<NamedLevel> loggers) {}

    /** The level of a logger and those below it. */
    record NamedLevel(String logger, String level) {}

    public static List<Operation> rows() {
        return rows(LogSetup.liveLevels());
    }

    static List<Operation> rows(LiveLevels live) {
        Argument level = Argument.choice(LEVEL, LogLevels.names(), true, "the lowest level that is logged");
        Argument logger = Argument.optional(
                        LOGGER, Kind.WORD, "a logger, and those below it; without it the server's own")
                .completedBy(LOGGERS);
        return List.of(
                new Operation(
                        "log",
                        List.of(),
                        "the levels of the log",
                        Role.READ,
                        Route.get("/log"),
                        (who, given) -> show(live)),
                new Operation(
                        "log level",
                        List.of(level, logger),
                        "change a level until the next start",
                        Role.OPERATE,
                        Route.put("/log"),
                        (who, given) -> change(live, given)),
                new Operation(
                        "log reset",
                        List.of(),
                        "go back to the levels of the configuration",
                        Role.OPERATE,
                        Route.delete("/log"),
                        (who, given) -> reset(live)));
    }

    private static OpsAnswer show(LiveLevels live) throws OpsException {
        checkOurs(live);
        LogLevels levels = live.levels();
        Levels now = new Levels(
                word(levels.own()),
                word(levels.libraries()),
                live.isChanged(),
                levels.named().entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(LogLevels.OWN))
                        .map(entry -> new NamedLevel(entry.getKey(), word(entry.getValue())))
                        .toList());
        List<String> lines = new ArrayList<>();
        lines.add("the server " + now.level() + ", libraries " + now.libraries()
                + (now.changed() ? "; changed since the start, 'log reset' goes back" : ""));
        now.loggers().forEach(one -> lines.add("  " + one.logger() + " " + one.level()));
        return OpsAnswer.of(now, lines);
    }

    private static OpsAnswer change(LiveLevels live, Arguments given) throws OpsException {
        checkOurs(live);
        Level level = Level.valueOf(given.text(LEVEL));
        Optional<String> logger = given.optionalText(LOGGER);
        if (logger.isEmpty()) {
            live.change(level);
        } else {
            try {
                live.change(logger.get(), level);
            } catch (LiveLevels.RefusedException refused) {
                throw OpsException.badRequest(LOGGER, String.valueOf(refused.getMessage()));
            }
        }
        return show(live);
    }

    private static OpsAnswer reset(LiveLevels live) throws OpsException {
        checkOurs(live);
        live.reset();
        return show(live);
    }

    private static void checkOurs(LiveLevels live) throws OpsException {
        if (!live.isOurs()) {
            throw new OpsException(
                    OpsException.Kind.CONFLICT,
                    "the log is configured by " + System.getProperty(LogSetup.FILE) + ", which has the levels");
        }
    }

    private static String word(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}

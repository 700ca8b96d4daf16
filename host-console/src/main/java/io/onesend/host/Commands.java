package io.onesend.host;

import io.onesend.host.command.AdminUrlCommand;
import io.onesend.host.command.ChatCommand;
import io.onesend.host.command.CheckConfigCommand;
import io.onesend.host.command.CommandContext;
import io.onesend.host.command.ConfigOptions;
import io.onesend.host.command.DoctorCommand;
import io.onesend.host.command.HealthCommand;
import io.onesend.host.command.PlainArguments;
import io.onesend.host.command.PrintConfigCommand;
import io.onesend.host.command.RunCommand;
import io.onesend.host.command.tls.TlsCommand;
import io.onesend.host.command.train.TrainCommand;
import io.onesend.host.command.user.UserCommand;
import io.onesend.host.config.ConfigException;
import io.onesend.host.log.LogProperties;
import io.onesend.host.log.LogSetup;
import io.onesend.host.process.BackgroundTask;
import io.onesend.host.process.ExitStatus;
import io.onesend.host.process.ProgramVersion;
import io.onesend.load.command.LoadCommand;
import io.onesend.load.command.UserSeedCommand;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/**
 * The command line: the list of commands, and how their failures are reported. It is the only class of the host that knows the
 * load tool, whose commands are in the list too.
 */
public final class Commands {

    private static final String DEFAULT_COMMAND = "run";

    /** In the order of the help. */
    private static final List<String> NAMES = List.of(
            "run",
            "chat",
            "load",
            "user",
            "tls",
            "check-config",
            "print-config",
            "admin-url",
            "doctor",
            "health",
            "train");

    /** These run a server, with its log and its console. */
    private static final Set<String> SERVERS = Set.of(DEFAULT_COMMAND, "train");

    private static final Set<String> OF_THE_PROGRAM = Set.of("-h", "--help", "-V", "--version");

    private Commands() {}

    /** Runs what the arguments ask for and returns the exit status. */
    public static int execute(CommandContext context, String... arguments) {
        try {
            context.text().checkArguments(arguments);
        } catch (ConfigException unreadable) {
            return report(unreadable, context);
        }
        return executeChecked(context, withCommand(arguments));
    }

    private static int executeChecked(CommandContext context, String[] completed) {
        quietUnlessServing(completed[0]);
        NettyDefaults.set();
        // Begins while the command line is read, and ends before a command runs: SLF4J warns of earlier loggers.
        BackgroundTask<Logger> logging = BackgroundTask.start("start-logging", () -> {
            LogSetup.start();
            return LoggerFactory.getLogger(Commands.class);
        });
        Optional<ConfigOptions> plain = plainOptions(completed);
        int status = plain.isPresent()
                ? run(new RunCommand(context, plain.get()), context, logging)
                : build(context, completed[0])
                        .setExecutionStrategy(parsed -> {
                            logging.await();
                            return new RunLast().execute(parsed);
                        })
                        .execute(completed);
        if (SERVERS.contains(completed[0])) {
            advice(status).ifPresent(context.err()::println);
        } else {
            // The server's answers are written by another thread, which may wait for their reader for ever.
            context.out().flush();
        }
        context.err().flush();
        return status;
    }

    /** Those of the server, unless picocli has to read them. */
    private static Optional<ConfigOptions> plainOptions(String[] completed) {
        return completed[0].equals(DEFAULT_COMMAND)
                ? PlainArguments.read(List.of(completed).subList(1, completed.length))
                : Optional.empty();
    }

    private static int run(RunCommand server, CommandContext context, BackgroundTask<Logger> logging) {
        try {
            logging.await();
            return server.call();
        } catch (Exception failure) {
            return report(failure, context);
        }
    }

    /** What to do about a server that has not started, beside what the message says. */
    private static Optional<String> advice(int status) {
        return status == ExitStatus.REDIS_UNREACHABLE || status == ExitStatus.CANNOT_BIND
                ? Optional.of("The command doctor tries the same, and says what to change.")
                : Optional.empty();
    }

    /** Whether the arguments ask for the server, and not for a command that ends by itself. */
    public static boolean isServer(String... arguments) {
        return SERVERS.contains(withCommand(arguments)[0]);
    }

    /** Adds the command asked for, or all: picocli reads each command by reflection, which delays the start. */
    private static CommandLine build(CommandContext context, String asked) {
        CommandLine commands = new CommandLine(new Program());
        for (String name : NAMES.contains(asked) ? List.of(asked) : NAMES) {
            commands.addSubcommand(name, command(name, context));
        }
        // An argument that starts with @ may be a user's id or password: it is not a file of arguments.
        return commands.setExpandAtFiles(false)
                .setOut(context.out())
                .setErr(context.err())
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, context));
    }

    private static Object command(String name, CommandContext context) {
        return switch (name) {
            case "run" -> new RunCommand(context);
            case "chat" -> new ChatCommand(context);
            case "load" -> LoadCommand.build(context);
            case "user" ->
                UserCommand.build(context)
                        .addSubcommand(new UserSeedCommand(context))
                        .setCaseInsensitiveEnumValuesAllowed(true);
            case "tls" -> TlsCommand.build(context);
            case "check-config" -> new CheckConfigCommand(context);
            case "print-config" -> new PrintConfigCommand(context);
            case "admin-url" -> new AdminUrlCommand(context);
            case "doctor" -> new DoctorCommand(context);
            case "health" -> new HealthCommand(context);
            case "train" -> new TrainCommand(context);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Puts the default command in front of arguments that name none. */
    private static String[] withCommand(String[] arguments) {
        if (arguments.length > 0 && (!arguments[0].startsWith("-") || OF_THE_PROGRAM.contains(arguments[0]))) {
            return arguments;
        }
        String[] completed = new String[arguments.length + 1];
        completed[0] = DEFAULT_COMMAND;
        System.arraycopy(arguments, 0, completed, 1, arguments.length);
        return completed;
    }

    /** Logs only errors, unless the command is the server. To be called before the first logger exists. */
    private static void quietUnlessServing(String command) {
        if (!SERVERS.contains(command) && System.getProperty(LogProperties.LEVEL) == null) {
            System.setProperty(LogProperties.LEVEL, "error");
        }
    }

    private static int report(Exception failure, CommandContext context) {
        if (failure instanceof CancellationException && context.stop().isRequested()) {
            return context.stop().interruptedStatus();
        }
        if (ExitStatus.isExpected(failure)) {
            context.err().println(failure.getMessage());
            LogSetup.tellFile(String.valueOf(failure.getMessage()));
        } else {
            LoggerFactory.getLogger(Commands.class).error("unexpected failure", failure);
        }
        return ExitStatus.of(failure);
    }

    /** The program itself: its own options and the list of commands. */
    @Command(
            name = "onesend",
            description = "A chat server. Without a command it runs the server.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            synopsisSubcommandLabel = "[COMMAND]")
    static final class Program implements Runnable {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        /** Reached only with options of the program that picocli does not handle itself. */
        @Override
        public void run() {
            throw new ParameterException(spec.commandLine(), "a command is missing");
        }
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {ProgramVersion.describe()};
        }
    }
}

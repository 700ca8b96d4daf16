package io.onesend.load.command;

import io.onesend.host.command.CommandContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code load}: its subcommands are the scenarios. */
@Command(
        name = "load",
        description = {
            "Runs dummy clients against a server and accounts for every message.",
            "Exit status 0 if nothing went wrong, 1 if anything did."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "SCENARIO",
        commandListHeading = "%nScenarios:%n")
public final class LoadCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** With its scenarios. */
    public static CommandLine build(CommandContext context) {
        return new CommandLine(new LoadCommand())
                .addSubcommand(new LoadConnectCommand(context))
                .addSubcommand(new LoadReconnectCommand(context))
                .addSubcommand(new LoadEchoCommand(context))
                .addSubcommand(new LoadLoginCommand(context))
                .addSubcommand(new LoadRoomCommand(context))
                .addSubcommand(new LoadChatCommand(context))
                .addSubcommand(new LoadMixedCommand(context))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a scenario is missing");
    }
}

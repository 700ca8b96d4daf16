package io.onesend.host.command.user;

import io.onesend.host.command.CommandContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The group of the commands for accounts. */
@Command(
        name = "user",
        description = "Adds, lists, changes and removes accounts in Redis.",
        mixinStandardHelpOptions = true)
public final class UserCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Builds the group with its commands. */
    public static CommandLine build(CommandContext context) {
        return new CommandLine(new UserCommand())
                .addSubcommand(new UserAddCommand(context))
                .addSubcommand(new UserRemoveCommand(context))
                .addSubcommand(new UserListCommand(context))
                .addSubcommand(new UserPasswdCommand(context))
                .addSubcommand(new UserTokenCommand(context));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "user needs one of " + spec.subcommands().keySet());
    }
}

package io.onesend.host.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the commands for accounts have in common on the command line: their name. */
@Command(name = "user", description = "Accounts in Redis.", mixinStandardHelpOptions = true)
final class UserCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "user needs one of " + spec.subcommands().keySet());
    }
}

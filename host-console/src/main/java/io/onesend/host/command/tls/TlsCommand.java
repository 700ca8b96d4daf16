package io.onesend.host.command.tls;

import io.onesend.host.command.CommandContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The group of the commands for TLS. */
@Command(name = "tls", description = "Makes a certificate for trying out TLS.", mixinStandardHelpOptions = true)
public final class TlsCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Builds the group with its commands. */
    public static CommandLine build(CommandContext context) {
        return new CommandLine(new TlsCommand()).addSubcommand(new SelfSignedCommand(context));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "tls needs one of " + spec.subcommands().keySet());
    }
}

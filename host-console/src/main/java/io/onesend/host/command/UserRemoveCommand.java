package io.onesend.host.command;

import io.onesend.host.CommandFailedException;
import io.onesend.host.ExitStatus;
import io.onesend.host.config.RedisConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Removes an account. A session that is logged in with it stays. */
@Command(
        name = "remove",
        description = "Removes an account; a session that is logged in with it stays.",
        mixinStandardHelpOptions = true)
final class UserRemoveCommand implements Callable<Integer> {

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Parameters(paramLabel = "ID", description = "The user's id, 1 to 32 bytes.")
    private String id = "";

    private final CommandContext context;

    UserRemoveCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        RedisConfig redis = options.load(context).config().redis();
        Credential.checkId(id);
        if (!Accounts.ask(redis, accounts -> accounts.remove(id))) {
            throw new CommandFailedException("there is no user " + id);
        }
        context.out().println("user " + id + " removed");
        return ExitStatus.STOPPED_AS_ASKED;
    }
}

package io.onesend.host.command.user;

import io.onesend.host.command.CommandContext;
import io.onesend.host.command.ConfigOptions;
import io.onesend.host.command.Credential;
import io.onesend.host.config.RedisConfig;
import io.onesend.host.process.CommandFailedException;
import io.onesend.host.process.ExitStatus;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Adds an account; an existing one is not changed. */
@Command(
        name = "add",
        description = "Adds an account; its password is asked for, or read from standard input.",
        mixinStandardHelpOptions = true)
final class UserAddCommand implements Callable<Integer> {

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Parameters(paramLabel = "ID", description = "The user's id, 1 to 32 bytes.")
    private String id = "";

    private final CommandContext context;

    UserAddCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        RedisConfig redis = options.load(context).config().redis();
        String userId = Credential.checkId(id);
        // Before Redis is connected or started: a person may take long, and a started Redis would wait.
        String hash = NewPassword.readHash(context);
        if (!AccountAccess.ask(context, redis, accounts -> accounts.addPasswordHash(userId, hash))) {
            throw new CommandFailedException("user " + userId + " exists already");
        }
        context.out().println("user " + userId + " added");
        return ExitStatus.STOPPED_AS_ASKED;
    }
}

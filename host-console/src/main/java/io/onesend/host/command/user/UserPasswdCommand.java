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

/** Changes the password of an account that exists. */
@Command(
        name = "passwd",
        description = "Changes a password; the new one is asked for, or read from standard input.",
        mixinStandardHelpOptions = true)
final class UserPasswdCommand implements Callable<Integer> {

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Parameters(paramLabel = "ID", description = "The user's id, 1 to 32 bytes.")
    private String id = "";

    private final CommandContext context;

    UserPasswdCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        RedisConfig redis = options.load(context).config().redis();
        String userId = Credential.checkId(id);
        // Before Redis is connected or started: a person may take long, and a started Redis would wait.
        String hash = NewPassword.readHash(context);
        if (!AccountAccess.ask(context, redis, accounts -> accounts.replacePasswordHash(userId, hash))) {
            throw new CommandFailedException("there is no user " + userId);
        }
        context.out().println("password of " + userId + " changed");
        return ExitStatus.STOPPED_AS_ASKED;
    }
}

package io.onesend.host.command.user;

import io.onesend.chat.login.AccountStore;
import io.onesend.chat.user.UserIdRule;
import io.onesend.host.command.CommandContext;
import io.onesend.host.command.ConfigOptions;
import io.onesend.host.config.RedisConfig;
import io.onesend.host.process.CommandFailedException;
import io.onesend.host.process.ExitStatus;
import io.onesend.host.text.SafeText;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
        if (!AccountAccess.ask(context, redis, this::remove)) {
            throw new CommandFailedException("there is no user " + SafeText.escape(id));
        }
        context.out().println("user " + SafeText.escape(id) + " removed");
        return ExitStatus.STOPPED_AS_ASKED;
    }

    /** Tries the id as given first, so that an old id which breaks the rule or is not in normal form can be removed too. */
    private CompletionStage<Boolean> remove(AccountStore accounts) {
        String normal = UserIdRule.normalize(id);
        return accounts.remove(id)
                .thenCompose(removed -> removed || normal.equals(id)
                        ? CompletableFuture.completedStage(removed)
                        : accounts.remove(normal));
    }
}

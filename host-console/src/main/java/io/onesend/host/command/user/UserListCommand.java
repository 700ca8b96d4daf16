package io.onesend.host.command.user;

import io.onesend.chat.login.AccountStore;
import io.onesend.chat.user.UserIdRule;
import io.onesend.host.command.CommandContext;
import io.onesend.host.command.ConfigOptions;
import io.onesend.host.config.RedisConfig;
import io.onesend.host.process.ExitStatus;
import io.onesend.host.text.SafeText;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the ids of all accounts, sorted, one a line. */
@Command(name = "list", description = "Prints all user ids, one a line.", mixinStandardHelpOptions = true)
final class UserListCommand implements Callable<Integer> {

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    private final CommandContext context;

    UserListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        RedisConfig redis = options.load(context).config().redis();
        List<String> ids = AccountAccess.ask(context, redis, AccountStore::userIds);
        // Other programs may write to that Redis, and this may be a terminal.
        ids.forEach(id -> context.out().println(SafeText.escape(id)));
        ids.stream()
                .filter(UserListCommand::cannotLogIn)
                .forEach(id -> context.err()
                        .println("no login reaches the user " + SafeText.escape(id)
                                + ": remove it, or add it by another id"));
        return ExitStatus.STOPPED_AS_ASKED;
    }

    /** Whether the id breaks the rule: added before there was a rule for ids, or by another program. */
    private static boolean cannotLogIn(String id) {
        return !UserIdRule.allows(id) || !UserIdRule.normalize(id).equals(id);
    }
}

package io.onesend.host.command.user;

import io.onesend.host.command.CommandContext;
import io.onesend.host.command.ConfigOptions;
import io.onesend.host.command.Credential;
import io.onesend.host.command.DurationConverter;
import io.onesend.host.config.RedisConfig;
import io.onesend.host.process.ExitStatus;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a token that logs an id in, once; the id need not have an account with a password. */
@Command(
        name = "token",
        description = "Prints a new token that logs the id in once, for a server with chat.login: token.",
        mixinStandardHelpOptions = true)
final class UserTokenCommand implements Callable<Integer> {

    /** As base64 they are 32 characters: the most that a login packet can carry, and far too many to guess. */
    private static final int TOKEN_BYTES = 24;

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    @Parameters(paramLabel = "ID", description = "The user's id, 1 to 32 bytes.")
    private String id = "";

    @Option(
            names = "--ttl",
            paramLabel = "DURATION",
            defaultValue = "10m",
            converter = DurationConverter.class,
            description = "How long it may be used (250ms, 30s, 5m, 1h); 0: for ever. Default ${DEFAULT-VALUE}.")
    private Duration timeToLive = Duration.ofMinutes(10);

    private final CommandContext context;

    UserTokenCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        RedisConfig redis = options.load(context).config().redis();
        String userId = Credential.checkId(id);
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        AccountAccess.ask(context, redis, accounts -> accounts.putToken(userId, token, timeToLive));
        context.out().println(token);
        return ExitStatus.STOPPED_AS_ASKED;
    }
}

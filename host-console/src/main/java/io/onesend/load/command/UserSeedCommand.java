package io.onesend.load.command;

import io.onesend.host.command.CommandContext;
import io.onesend.host.command.ConfigOptions;
import io.onesend.host.command.DurationConverter;
import io.onesend.host.command.user.AccountAccess;
import io.onesend.host.config.HostConfig;
import io.onesend.host.process.ExitStatus;
import io.onesend.host.text.SafeText;
import io.onesend.load.LoadScheme;
import io.onesend.load.seed.SeedCounts;
import io.onesend.load.seed.SeedPlan;
import io.onesend.load.seed.Seeding;
import io.onesend.load.show.Figures;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code user seed}: writes the accounts that a load test logs in with. */
@Command(
        name = "seed",
        description = {
            "Writes the accounts that 'load' logs in with, for a test: anybody can guess their passwords.",
            "A token works once, so each run of 'load' needs new ones: an existing token is replaced, and its time to"
                    + " live begins anew. An existing account with a password is left as it is. With --scheme plaintext,"
                    + " any existing key with the name of an id is left as it is."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class UserSeedCommand implements Callable<Integer> {

    /** Time to set up a test and to run it; after that, tokens that anybody can guess expire by themselves. */
    private static final Duration DEFAULT_TIME_TO_LIVE = Duration.ofHours(1);

    private static final double MILLIS = 1e3;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--count", paramLabel = "N", required = true, description = "How many accounts, 1 or more.")
    private int count;

    @Option(
            names = "--prefix",
            paramLabel = "PREFIX",
            defaultValue = LoadUserOptions.DEFAULT_PREFIX,
            description =
                    "Ids are PREFIX00000, PREFIX00001 and so on, as with 'load --users'. Default ${DEFAULT-VALUE}.")
    private String prefix = "";

    @Option(
            names = "--scheme",
            paramLabel = "token|plaintext|password",
            description = {"How the users log in.", "Default: the configured chat.login."})
    private @Nullable LoadScheme scheme;

    @Option(
            names = "--ttl",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How long tokens may be used (250ms, 30s, 5m, 1h); 0: for ever. Default 1h.")
    private @Nullable Duration timeToLive;

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    private final CommandContext context;

    public UserSeedCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (count < 1) {
            throw wrong("--count is 1 or more");
        }
        String idPrefix = LoadUserOptions.checkPrefix("--prefix", prefix, count, spec);
        HostConfig config = options.load(context).config();
        SeedPlan plan =
                plan(idPrefix, scheme == null ? LoadScheme.of(config.chat().login()) : scheme);
        SeedCounts counts =
                AccountAccess.use(context, config.redis(), accounts -> Seeding.run(plan, accounts, context));
        report(plan, counts);
        return counts.done() < plan.count() ? context.stop().interruptedStatus() : ExitStatus.STOPPED_AS_ASKED;
    }

    private SeedPlan plan(String idPrefix, LoadScheme how) {
        if (timeToLive != null && how != LoadScheme.TOKEN) {
            throw wrong("--ttl is for tokens, and the scheme is " + how);
        }
        return new SeedPlan(how, idPrefix, count, timeToLive == null ? DEFAULT_TIME_TO_LIVE : timeToLive);
    }

    private void report(SeedPlan plan, SeedCounts counts) {
        String stopped = counts.done() < plan.count() ? "stopped: " : "";
        context.out().println(stopped + plan.describe(counts));
        if (plan.scheme() == LoadScheme.TOKEN) {
            String end = plan.timeToLive().isZero()
                    ? ""
                    : "; they expire after " + Figures.time(plan.timeToLive().toMillis() / MILLIS);
            context.out().println("each token logs its user in once" + end);
        }
        context.out()
                .println("log in with: load SCENARIO --scheme " + plan.scheme() + " --users "
                        + SafeText.escape(plan.prefix()));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}

package io.onesend.host.command;

import io.onesend.chat.user.UserIdRule;
import io.onesend.host.chat.SafeText;
import io.onesend.host.load.LoadScheme;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who logs in, and with what: as accounts are seeded. */
final class LoadUserOptions {

    static final String DEFAULT_PREFIX = "load-";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--users",
            paramLabel = "PREFIX",
            defaultValue = DEFAULT_PREFIX,
            description = "Users are PREFIX00000, PREFIX00001 and so on. Default ${DEFAULT-VALUE}.")
    private String prefix = "";

    @Option(
            names = "--scheme",
            paramLabel = "token|plaintext|password",
            defaultValue = "password",
            description = "How their accounts were seeded. Default ${DEFAULT-VALUE}.")
    private LoadScheme scheme = LoadScheme.PASSWORD;

    /** Checked for so many users, and in its normal form. */
    String prefix(int users) {
        return checkPrefix("--users", prefix, users, spec);
    }

    LoadScheme scheme() {
        return scheme;
    }

    /**
     * The normal form of a prefix; refused is one with which so many users would have ids that break the rule for them.
     *
     * @param option as which it was given
     */
    static String checkPrefix(String option, String prefix, int users, CommandSpec spec) {
        String normal = UserIdRule.normalize(prefix);
        String longest = LoadScheme.userId(normal, Math.max(0, users - 1));
        UserIdRule.problemOf(longest).ifPresent(problem -> {
            throw new ParameterException(
                    spec.commandLine(), option + ": the user id '" + SafeText.escape(longest) + "' " + problem);
        });
        return normal;
    }
}

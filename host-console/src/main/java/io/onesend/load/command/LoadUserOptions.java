package io.onesend.load.command;

import io.onesend.chat.user.UserIdRule;
import io.onesend.host.text.SafeText;
import io.onesend.load.LoadScheme;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options for who logs in and how; they have to match the seeded accounts. */
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
            description = "How the users' accounts were seeded. Default ${DEFAULT-VALUE}.")
    private LoadScheme scheme = LoadScheme.PASSWORD;

    /** The prefix in its normal form, checked for this number of users. */
    String prefix(int users) {
        return checkPrefix("--users", prefix, users, spec);
    }

    LoadScheme scheme() {
        return scheme;
    }

    /**
     * Returns the normal form of a prefix. Refuses a prefix if the ids of this number of users would break the rule for ids.
     *
     * @param option the name of the option that has the prefix
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

package io.onesend.host.command;

import io.onesend.chat.packet.ChatProtocol;
import io.onesend.host.chat.SafeText;
import io.onesend.host.load.LoadScheme;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who logs in, and with what: as accounts are seeded. */
final class LoadUserOptions {

    static final String DEFAULT_PREFIX = "load-";

    private static final char UNREADABLE = '\ufffd';

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

    /** Checked for so many users. */
    String prefix(int users) {
        checkPrefix("--users", prefix, users, spec);
        return prefix;
    }

    LoadScheme scheme() {
        return scheme;
    }

    /**
     * Refuses a prefix with which a login packet could not carry the ids of so many users.
     *
     * @param option as which it was given
     */
    static void checkPrefix(String option, String prefix, int users, CommandSpec spec) {
        String longest = LoadScheme.userId(prefix, Math.max(0, users - 1));
        boolean tooLong = longest.getBytes(StandardCharsets.UTF_8).length > ChatProtocol.MAX_NAME_BYTES;
        if (tooLong || prefix.chars().anyMatch(letter -> Character.isISOControl(letter) || letter == UNREADABLE)) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + ": the id '" + SafeText.escape(longest) + "' is not " + ChatProtocol.MAX_NAME_BYTES
                            + " bytes of UTF-8 at most, without control characters");
        }
    }
}

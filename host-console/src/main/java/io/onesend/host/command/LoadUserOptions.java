package io.onesend.host.command;

import io.onesend.chat.packet.ChatProtocol;
import io.onesend.host.load.LoadScheme;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who logs in, and with what: as accounts are seeded. */
final class LoadUserOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--users",
            paramLabel = "PREFIX",
            defaultValue = "load-",
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
        String longest = LoadScheme.userId(prefix, Math.max(0, users - 1));
        boolean tooLong = longest.getBytes(StandardCharsets.UTF_8).length > ChatProtocol.MAX_NAME_BYTES;
        if (tooLong || prefix.chars().anyMatch(letter -> Character.isISOControl(letter) || letter == '\ufffd')) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--users: the id '" + longest.strip() + "' is not " + ChatProtocol.MAX_NAME_BYTES
                            + " bytes of UTF-8 at most, without control characters");
        }
        return prefix;
    }

    LoadScheme scheme() {
        return scheme;
    }
}

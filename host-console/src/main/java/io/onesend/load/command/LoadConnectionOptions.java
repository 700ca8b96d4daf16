package io.onesend.load.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option for the number of clients. */
final class LoadConnectionOptions {

    /** Messages name their senders by numbers below this. */
    static final int MOST = 262_144;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many clients. Default ${DEFAULT-VALUE}.")
    private int connections;

    int connections() {
        if (connections < 1 || connections > MOST) {
            throw new ParameterException(spec.commandLine(), "--connections is 1 to " + MOST);
        }
        return connections;
    }
}

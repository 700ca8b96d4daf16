package io.onesend.load.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options for which rooms are used. */
final class LoadRoomOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--rooms",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many rooms. Default ${DEFAULT-VALUE}.")
    private int rooms;

    @Option(
            names = "--room-base",
            paramLabel = "N",
            defaultValue = "0",
            description = "The number of the first room. Default ${DEFAULT-VALUE}.")
    private int first;

    /** The number of rooms; at most one for each connection, so that somebody is in each. */
    int rooms(int connections) {
        if (rooms < 1 || rooms > connections) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--rooms is 1 to the number of clients, " + connections + ": somebody has to be in each");
        }
        return rooms;
    }

    int first() {
        if (first < 0 || first > Integer.MAX_VALUE - LoadConnectionOptions.MOST) {
            throw new ParameterException(spec.commandLine(), "--room-base is no room's number: " + first);
        }
        return first;
    }
}

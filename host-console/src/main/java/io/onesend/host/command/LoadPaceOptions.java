package io.onesend.host.command;

import io.onesend.host.load.LoadPace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** When messages are sent: by the clock, or as room is made by those before. */
final class LoadPaceOptions {

    private static final double FASTEST = 10_000_000;
    private static final int WIDEST = 65_536;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "So many messages a second in all, whether the server keeps up or not.")
    private @Nullable Double rate;

    @Option(
            names = "--window",
            paramLabel = "W",
            description = "Without --rate: so many messages of a sender under way at a time. Default 1.")
    private @Nullable Integer window;

    LoadPace pace() {
        if (rate != null && window != null) {
            throw wrong("--rate sends by the clock, --window as messages arrive: give one of them");
        }
        if (rate != null) {
            return byTheClock(rate, spec);
        }
        int given = window == null ? 1 : window;
        if (given < 1 || given > WIDEST) {
            throw wrong("--window is 1 to " + WIDEST);
        }
        return LoadPace.ofWindow(given);
    }

    static LoadPace byTheClock(double rate, CommandSpec spec) {
        if (!(rate > 0 && rate <= FASTEST)) {
            throw new ParameterException(spec.commandLine(), "--rate is more than 0 and at most 10000000 a second");
        }
        return LoadPace.ofRate(rate);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}

package io.onesend.load.command;

import io.onesend.load.LoadPace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options for when messages are sent: by the clock, or as earlier ones are delivered. */
final class LoadPaceOptions {

    private static final double FASTEST = 10_000_000;
    private static final int WIDEST = 65_536;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "Messages per second, all clients together, whether the server keeps up or not.")
    private @Nullable Double rate;

    @Option(
            names = "--window",
            paramLabel = "W",
            description = "Instead of --rate: messages that each sender may have unacknowledged.")
    private @Nullable Integer window;

    /** What was asked for, else the default. */
    LoadPace paceOr(LoadPace byDefault) {
        if (rate != null && window != null) {
            throw wrong("--rate sends by the clock, --window as messages arrive: give one of them");
        }
        if (rate != null) {
            return byTheClock(rate, spec);
        }
        if (window == null) {
            return byDefault;
        }
        if (window < 1 || window > WIDEST) {
            throw wrong("--window is 1 to " + WIDEST);
        }
        return LoadPace.ofWindow(window);
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

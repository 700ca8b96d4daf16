package io.onesend.load.command;

import io.onesend.load.LoadPace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option for when turns begin, in scenarios whose clients take one turn at a time. */
final class LoadTurnOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--rate",
            paramLabel = "R",
            description =
                    "Turns per second, all clients together, whether the server keeps up or not. Without this option, each client begins a turn when its last one is over.")
    private @Nullable Double rate;

    LoadPace pace() {
        return rate == null ? LoadPace.ofWindow(1) : LoadPaceOptions.byTheClock(rate, spec);
    }
}

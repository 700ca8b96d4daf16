package io.onesend.host.command;

import io.onesend.host.load.LoadPace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** When the next of something is begun that each client does one at a time. */
final class LoadTurnOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--rate",
            paramLabel = "R",
            description =
                    "So many a second in all, whether the server keeps up or not; without it one follows the other.")
    private @Nullable Double rate;

    LoadPace pace() {
        return rate == null ? LoadPace.ofWindow(1) : LoadPaceOptions.byTheClock(rate, spec);
    }
}

package io.onesend.load.command;

import io.onesend.host.command.CommandContext;
import io.onesend.load.LoadGroup;
import io.onesend.load.LoadPlan;
import io.onesend.load.LoadTiming;
import io.onesend.load.mix.Mix;
import io.onesend.load.mix.MixFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code load mixed}: runs several scenarios at a time. */
@Command(
        name = "mixed",
        description = {
            "Runs several scenarios at a time. A YAML file gives each one its share of the clients and its pauses.",
            "--duration and --ramp override the file."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LoadMixedCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The YAML file.")
    private Path file = Path.of("");

    @Mixin
    private LoadUserOptions users = new LoadUserOptions();

    @Mixin
    private LoadRunOptions run = new LoadRunOptions();

    private final CommandContext context;

    LoadMixedCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Mix mix = MixFile.load(context.folder(), file);
        int dummies = mix.groups().stream().mapToInt(LoadGroup::dummies).sum();
        LoadTiming options = run.timing();
        LoadTiming timing = new LoadTiming(
                run.isGiven("--ramp") ? options.ramp() : mix.ramp(),
                options.warmup(),
                run.isGiven("--duration") ? options.duration() : mix.duration(),
                options.grace());
        LoadPlan plan = new LoadPlan(
                run.target(),
                run.sourceAddresses(),
                timing,
                run.seed(),
                users.prefix(dummies),
                users.scheme(),
                dummies,
                mix.groups());
        return LoadStart.run(context, run, plan);
    }
}

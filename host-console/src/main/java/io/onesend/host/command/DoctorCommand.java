package io.onesend.host.command;

import io.onesend.host.config.LoadedConfig;
import io.onesend.host.doctor.Doctor;
import io.onesend.host.process.ExitStatus;
import io.onesend.host.text.SafeText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what would keep a server from working well here. */
@Command(
        name = "doctor",
        description = "Tries the transports, Redis, the ports and the limits of this machine, and says what to change.",
        mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private ConfigOptions options = new ConfigOptions();

    private final CommandContext context;

    public DoctorCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        LoadedConfig loaded = options.load(context);
        loaded.notes().forEach(note -> context.out().println(SafeText.escape(note)));
        boolean good = new Doctor(context.stop())
                .look(loaded.config(), finding -> context.out().println(SafeText.escape(finding.line())));
        return good ? ExitStatus.STOPPED_AS_ASKED : ExitStatus.CONFIGURATION_ERROR;
    }
}

package io.onesend.load.command;

import com.sun.management.UnixOperatingSystemMXBean;
import io.onesend.host.command.CommandContext;
import io.onesend.host.process.CommandFailedException;
import io.onesend.host.process.ExitStatus;
import io.onesend.load.LoadCounts;
import io.onesend.load.LoadDescription;
import io.onesend.load.LoadMachine;
import io.onesend.load.LoadPlan;
import io.onesend.load.dummy.DummyRun;
import io.onesend.load.show.LoadWatch;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Runs a plan from beginning to end, and returns the exit status. */
final class LoadStart {

    /** Files that this process opens besides its connections, and some to spare. */
    private static final int OTHER_FILES = 64;

    private LoadStart() {}

    /** Returns the exit status. */
    static int run(CommandContext context, LoadRunOptions options, LoadPlan work) {
        LoadPlan plan = work.reachedBy(options.settings());
        checkFileLimit(plan.dummies());
        CommandSpec spec = options.spec();
        DummyRun run = new DummyRun(plan);
        LoadMachine machine = LoadMachine.here(run.transport());
        LoadDescription description = new LoadDescription(spec.name(), given(spec), plan, machine);
        LoadCounts counts = LoadWatch.watch(run, description, options.outputs(), context);
        run.reasons().forEach(context.err()::println);
        return counts.wrong() == 0 ? ExitStatus.STOPPED_AS_ASKED : ExitStatus.FAILED;
    }

    private static Map<String, String> given(CommandSpec spec) {
        Map<String, String> options = new LinkedHashMap<>();
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            options.put(option.longestName(), String.join(",", option.originalStringValues()));
        }
        return options;
    }

    private static void checkFileLimit(int connections) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            long limit = system.getMaxFileDescriptorCount();
            long needed = system.getOpenFileDescriptorCount() + connections + OTHER_FILES;
            if (needed > limit) {
                throw new CommandFailedException(
                        connections + " connections need " + needed + " file descriptors, and this process may have "
                                + limit + ": raise it with ulimit -n " + needed);
            }
        }
    }
}

package io.onesend.host.command;

import com.sun.management.UnixOperatingSystemMXBean;
import io.onesend.host.CommandFailedException;
import io.onesend.host.ExitStatus;
import io.onesend.host.load.LoadCount;
import io.onesend.host.load.LoadCounts;
import io.onesend.host.load.LoadDescription;
import io.onesend.host.load.LoadPlan;
import io.onesend.host.load.dummy.DummyRun;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Runs a plan from beginning to end. */
final class LoadStart {

    /** Files that a process of ours has open beside its connections, and some to spare. */
    private static final int OTHER_FILES = 64;

    private LoadStart() {}

    /** Returns the exit status. */
    static int run(CommandContext context, CommandSpec spec, LoadPlan plan) throws InterruptedException {
        checkFileLimit(plan.dummies());
        context.stop().heed();
        LoadDescription description = new LoadDescription(spec.name(), given(spec), plan.target());
        try (DummyRun run = new DummyRun(plan)) {
            stopWhenAsked(context, run);
            run.start();
            while (!run.awaitEnd(Duration.ofDays(1))) {
                // A run may take longer.
            }
            LoadCounts counts = run.read().counts();
            context.out().println(description.scenario() + " " + description.options());
            for (LoadCount count : LoadCount.values()) {
                if (counts.of(count) != 0) {
                    context.out().println(counts.of(count) + " " + count.words());
                }
            }
            run.remarks().forEach(context.err()::println);
            return counts.wrong() == 0 ? ExitStatus.STOPPED_AS_ASKED : ExitStatus.FAILED;
        }
    }

    private static void stopWhenAsked(CommandContext context, DummyRun run) {
        Thread stopping = new Thread(
                () -> {
                    try {
                        context.stop().await();
                        run.stop();
                    } catch (InterruptedException impossible) {
                        Thread.currentThread().interrupt();
                    }
                },
                "load-stop");
        stopping.setDaemon(true);
        stopping.start();
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

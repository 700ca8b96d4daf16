package io.onesend.host.load.show;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of a load run that say what is shown of it, and where it is kept. A mixin. */
public final class LoadOutputOptions {

    private static final Path STANDARD_OUTPUT = Path.of("-");

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Writes report.html into this folder, a page that needs no other file, and latency.hlog.")
    private @Nullable Path report;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Writes the result as JSON; -: to standard output, and everything else to standard error.")
    private @Nullable Path json;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "Writes every second's latencies in full, as HdrHistogram's tools read them.")
    private @Nullable Path log;

    @Option(
            names = "--server-pid",
            paramLabel = "PID",
            description = "The server's process, for its CPU and memory; without it the one that listens on the port.")
    private @Nullable Long serverPid;

    @Option(names = "--quiet", description = "No live line, only the table at the end.")
    private boolean quiet;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /**
     * To be called before anything is connected.
     *
     * @throws ParameterException if they contradict each other or the system
     */
    public void check() {
        if (json != null && !isJsonToStandardOutput() && json.equals(log)) {
            throw new ParameterException(spec.commandLine(), "--json and --log name the same file");
        }
        if (serverPid != null && ProcessHandle.of(serverPid).isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--server-pid " + serverPid + ": there is no such process");
        }
    }

    @Nullable
    Path reportFolder() {
        return report;
    }

    boolean isJsonToStandardOutput() {
        return STANDARD_OUTPUT.equals(json);
    }

    @Nullable
    Path jsonFile() {
        return isJsonToStandardOutput() ? null : json;
    }

    /** Where the latencies go, if anywhere. */
    List<Path> logFiles() {
        List<Path> files = new ArrayList<>();
        if (log != null) {
            files.add(log);
        }
        if (report != null) {
            Path beside = report.resolve("latency.hlog");
            if (!Objects.equals(beside, log)) {
                files.add(beside);
            }
        }
        return files;
    }

    @Nullable
    Path reportFile() {
        return report == null ? null : report.resolve("report.html");
    }

    @Nullable
    Long serverPid() {
        return serverPid;
    }

    boolean isQuiet() {
        return quiet;
    }
}

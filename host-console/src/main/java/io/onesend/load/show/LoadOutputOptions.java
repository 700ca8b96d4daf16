package io.onesend.load.show;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options for what a load run shows, and which files it writes. A mixin. */
public final class LoadOutputOptions {

    private static final Path STANDARD_OUTPUT = Path.of("-");

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Writes report.html, a page that needs no other file, and latency.hlog into this folder.")
    private @Nullable Path report;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Writes the result as JSON. With -, to standard output; all else goes to standard error.")
    private @Nullable Path json;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "Writes every second's latencies in full, in the format of HdrHistogram's tools.")
    private @Nullable Path log;

    @Option(
            names = "--server-pid",
            paramLabel = "PID",
            description = "The server's process, to show its CPU and memory. Default: the one listening on the port.")
    private @Nullable Long serverPid;

    @Option(names = "--quiet", description = "No live line, only the table at the end.")
    private boolean quiet;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /**
     * To be called before anything is connected.
     *
     * @throws ParameterException if two options contradict each other, or there is no such process
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

    /** The files for the latencies, if any. */
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

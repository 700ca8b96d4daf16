package io.onesend.load.show;

import io.onesend.host.command.CommandContext;
import io.onesend.host.process.CommandFailedException;
import io.onesend.load.LoadReading;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The outputs of a run besides the live line: the table, the files, and JSON on standard output. */
final class LoadOutputs {

    private final LoadOutputOptions options;
    private final CommandContext context;
    private final List<LatencyLog> logs = new ArrayList<>();

    private LoadOutputs(LoadOutputOptions options, CommandContext context) {
        this.options = options;
        this.context = context;
    }

    /** Checks that every output can be written, and returns them; else throws {@link CommandFailedException}. */
    static LoadOutputs prove(LoadOutputOptions options, CommandContext context) {
        LoadOutputs outputs = new LoadOutputs(options, context);
        Path folder = options.reportFolder();
        if (folder != null) {
            OutputFile.folder(outputs.here(folder));
        }
        for (@Nullable Path file : new Path[] {options.reportFile(), options.jsonFile()}) {
            if (file != null) {
                outputs.file(file).prove();
            }
        }
        options.logFiles().forEach(file -> outputs.file(file).prove());
        return outputs;
    }

    /** Where text for people goes. */
    PrintWriter people() {
        return options.isJsonToStandardOutput() ? context.err() : context.out();
    }

    void start(Instant started) {
        options.logFiles().forEach(file -> logs.add(LatencyLog.open(here(file), started)));
    }

    void add(LoadReading reading, double at) {
        logs.forEach(log -> log.write(reading.latencies(), at));
    }

    /**
     * Writes every output, even if one before it has failed.
     *
     * @throws CommandFailedException if any failed; it names all that did
     */
    void finish(LoadResult result) {
        StringJoiner failures = new StringJoiner(System.lineSeparator());
        people().print(LoadSummary.of(result));
        people().flush();
        for (LatencyLog log : logs) {
            attempt(failures, log::close);
        }
        logs.clear();
        write(failures, options.jsonFile(), () -> LoadJson.of(result));
        write(failures, options.reportFile(), () -> ReportPage.of(result));
        if (options.isJsonToStandardOutput()) {
            context.out().print(LoadJson.of(result));
            context.out().flush();
        }
        if (failures.length() > 0) {
            throw new CommandFailedException(failures.toString());
        }
    }

    /** Closes what {@link #finish} has not. */
    void abandon() {
        for (LatencyLog log : logs) {
            attempt(new StringJoiner(""), log::close);
        }
        logs.clear();
    }

    private void write(StringJoiner failures, @Nullable Path file, Supplier<String> text) {
        if (file != null) {
            attempt(failures, () -> {
                file(file).write(text.get());
                people().println("written: " + file);
            });
        }
    }

    private static void attempt(StringJoiner failures, Runnable output) {
        try {
            output.run();
        } catch (CommandFailedException failure) {
            failures.add(failure.getMessage());
        }
    }

    private OutputFile file(Path file) {
        return new OutputFile(here(file));
    }

    private Path here(Path file) {
        return context.folder().resolve(file);
    }
}

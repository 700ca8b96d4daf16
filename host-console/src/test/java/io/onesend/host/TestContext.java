package io.onesend.host;

import io.onesend.host.command.CommandContext;
import io.onesend.host.config.SystemText;
import io.onesend.host.process.StopSignal;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;

/** A process as a command sees it, in memory. */
public final class TestContext {

    public final StopSignal stop = new StopSignal();
    /** As in a UTF-8 locale, whatever that of the tests is. */
    public SystemText text = new SystemText(true, "UTF-8", "");

    private final Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    public TestContext(Path folder) {
        this.folder = folder;
    }

    /** Runs a command with these lines on its standard input, and returns its exit status. */
    public int run(String input, Map<String, String> environment, String... arguments) {
        return run(new StringReader(input), environment, arguments);
    }

    public int run(Reader input, Map<String, String> environment, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Commands.execute(context(input, environment), arguments);
    }

    public CommandContext context(Reader input, Map<String, String> environment) {
        return new CommandContext(
                new BufferedReader(input),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                false,
                environment,
                folder,
                text,
                stop);
    }

    public int run(String... arguments) {
        return run("", Map.of(), arguments);
    }

    public String out() {
        return out.toString();
    }

    public String err() {
        return err.toString();
    }
}

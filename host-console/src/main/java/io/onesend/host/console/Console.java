package io.onesend.host.console;

import io.onesend.host.console.BoundedLines.Read;
import io.onesend.host.ops.Operator;
import io.onesend.host.ops.OpsException;
import io.onesend.host.ops.OpsTable;
import io.onesend.host.ops.TypedCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's console, with one command a line, which it translates to and from the table of operations. The end of the input ends only the console, so that a server can run without
 * one. Lines are bounded and read at a limited rate, and no answer is waited for.
 */
public final class Console {

    private static final Logger LOG = LoggerFactory.getLogger(Console.class);

    static final int MAX_LINE_CHARS = 256;

    /** Lines read at once, before the limit a second applies; further lines wait in the input. */
    static final int BURST = 20;

    static final int LINES_PER_SECOND = 5;

    private static final Duration LAST_ANSWERS_WITHIN = Duration.ofSeconds(1);

    private final BoundedLines in;
    private final Answers answers;
    private final Pace pace;
    private final Supplier<OpsTable> operations;
    private final BooleanSupplier stopping;

    /** @param stopping whether the process was asked to end: then nothing more is read */
    public Console(Reader in, PrintWriter out, Supplier<OpsTable> operations, BooleanSupplier stopping) {
        this(
                in,
                out,
                new Pace(BURST, LINES_PER_SECOND, System::nanoTime, TimeUnit.NANOSECONDS::sleep),
                operations,
                stopping);
    }

    Console(Reader in, PrintWriter out, Pace pace, Supplier<OpsTable> operations, BooleanSupplier stopping) {
        this.in = new BoundedLines(in, MAX_LINE_CHARS);
        this.answers = new Answers(out);
        this.pace = pace;
        this.operations = operations;
        this.stopping = stopping;
    }

    /** Reads on a thread of its own, a daemon: a read of standard input cannot be interrupted. */
    public Thread start() {
        answers.start();
        Thread thread = new Thread(this::run, "console");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void run() {
        try {
            boolean more = true;
            while (more) {
                pace.await();
                more = react(in.next());
            }
        } catch (IOException closed) {
            LOG.debug("the console's input is closed; the server goes on: {}", closed.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns false when nothing more is to be read. */
    private boolean react(Read read) throws InterruptedException {
        switch (read.kind()) {
            case LINE -> {
                execute(read.text());
                return !stopping.getAsBoolean();
            }
            case TOO_LONG ->
                answers.say(List.of("a command has at most " + MAX_LINE_CHARS + " characters; this line has more"));
            case REST_OF_LONG -> {}
            case END -> {
                LOG.debug("the console's input has ended; the server goes on");
                return false;
            }
        }
        return true;
    }

    private void execute(String line) throws InterruptedException {
        if (line.isBlank()) {
            return;
        }
        try {
            OpsTable table = operations.get();
            TypedCommand command = TypedCommand.parse(table, line);
            String name = command.operation().name();
            if (name.equals(OpsTable.QUIT)) {
                answers.awaitWritten(LAST_ANSWERS_WITHIN);
            }
            answers.say(table.call(Operator.CONSOLE, name, command.arguments()).lines());
        } catch (OpsException refused) {
            answers.say(List.of(refused.getMessage()));
        } catch (RuntimeException defect) {
            LOG.error("a command of the console failed", defect);
            answers.say(List.of("the command failed; the log says why"));
        }
    }
}

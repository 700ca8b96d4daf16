package io.onesend.host.console;

import io.onesend.host.console.BoundedLines.Read;
import io.onesend.host.ops.Operator;
import io.onesend.host.ops.OpsException;
import io.onesend.host.ops.OpsTable;
import io.onesend.host.ops.TypedCommand;
import io.onesend.host.sampling.TopOperation;
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
 * The server's console, with one command a line, which it translates to and from the table of operations. The end of the input ends
 * only the console, so that a server can run without one. Lines are bounded and read at a limited rate.
 */
public final class Console implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Console.class);

    /** Lines read at once, before the limit a second applies; further lines wait in the input. */
    static final int BURST = 20;

    static final int LINES_PER_SECOND = 5;

    private static final Duration LAST_ANSWERS_WITHIN = Duration.ofSeconds(1);
    private static final Duration LOOK_FOR_FOREGROUND = Duration.ofSeconds(1);

    private final ConsoleTerminal terminal;
    private final Pace pace;
    private final Supplier<OpsTable> operations;
    private final BooleanSupplier stopping;

    Console(ConsoleTerminal terminal, Pace pace, Supplier<OpsTable> operations, BooleanSupplier stopping) {
        this.terminal = terminal;
        this.pace = pace;
        this.operations = operations;
        this.stopping = stopping;
    }

    /**
     * A console of plain lines. A terminal is read only in the foreground.
     *
     * @param stopping whether the process was asked to end: then nothing more is read
     */
    public static Console ofLines(Reader in, PrintWriter out, Supplier<OpsTable> operations, BooleanSupplier stopping) {
        return new Console(new PipeTerminal(new ForegroundReader(in, foreground()), out), pace(), operations, stopping);
    }

    /** A console at the process's terminal, where lines can be edited. */
    public static Console ofTerminal(Supplier<OpsTable> operations, BooleanSupplier stopping) {
        return new Console(
                new EditedTerminal(foreground(), operations, StandardInput.isErrorTerminal()),
                pace(),
                operations,
                stopping);
    }

    private static Foreground foreground() {
        return new Foreground(StandardInput::isInBackground, LOOK_FOR_FOREGROUND);
    }

    private static Pace pace() {
        return new Pace(BURST, LINES_PER_SECOND, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
    }

    /** Reads on a thread of its own, a daemon: a read of standard input cannot be interrupted. */
    public Thread start() {
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
                more = react(terminal.next());
            }
        } catch (IOException closed) {
            LOG.debug("the console's input is closed; the server goes on: {}", closed.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            terminal.close();
        }
    }

    /** Returns false when nothing more is to be read. */
    private boolean react(Read read) throws IOException, InterruptedException {
        switch (read.kind()) {
            case LINE -> {
                execute(read.text());
                return !stopping.getAsBoolean();
            }
            case TOO_LONG ->
                terminal.say(List.of(
                        "a command has at most " + ConsoleTerminal.MAX_LINE_CHARS + " characters; this line has more"));
            case REST_OF_LONG -> {}
            case END -> {
                LOG.debug("the console's input has ended; the server goes on");
                return false;
            }
        }
        return true;
    }

    private void execute(String line) throws IOException, InterruptedException {
        if (line.isBlank()) {
            return;
        }
        TypedCommand command;
        try {
            command = TypedCommand.parse(operations.get(), line);
        } catch (OpsException unknown) {
            terminal.say(List.of(unknown.getMessage()));
            return;
        }
        switch (command.operation().name()) {
            case OpsTable.QUIT -> {
                terminal.awaitSaid(LAST_ANSWERS_WITHIN);
                terminal.say(answer(command));
            }
            case TopOperation.NAME -> {
                if (terminal.isScreen()) {
                    terminal.watch(() -> answer(command));
                } else {
                    terminal.say(answer(command));
                }
            }
            default -> terminal.say(answer(command));
        }
    }

    private List<String> answer(TypedCommand command) {
        try {
            return operations
                    .get()
                    .call(Operator.CONSOLE, command.operation().name(), command.arguments())
                    .lines();
        } catch (OpsException refused) {
            return List.of(refused.getMessage());
        } catch (RuntimeException defect) {
            LOG.error("a command of the console failed", defect);
            return List.of("the command failed; the log says why");
        }
    }

    /** Ends a read under way at a terminal, and gives it back as it was. */
    @Override
    public void close() {
        terminal.close();
    }
}

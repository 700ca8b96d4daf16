package io.onesend.host.console;

import io.onesend.host.console.BoundedLines.Read;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's console, with one command a line. The end of the input ends only the console, so that a server can run without
 * one. Lines are bounded and read at a limited rate, and no answer is waited for.
 */
public final class Console {

    private static final Logger LOG = LoggerFactory.getLogger(Console.class);

    static final int MAX_LINE_CHARS = 256;

    /** Lines read at once, before the limit a second applies; further lines wait in the input. */
    static final int BURST = 20;

    static final int LINES_PER_SECOND = 5;

    private static final String WHEREIS = "whereis ";

    private static final String HELP = "help: this list; status: what the server does; hosts: the hosts of the cluster;"
            + " whereis USER: where a user is logged in; quit: stop it";

    private static final Duration LAST_ANSWERS_WITHIN = Duration.ofSeconds(1);

    private final BoundedLines in;
    private final Answers answers;
    private final Pace pace;
    private final ConsoleActions actions;

    public Console(Reader in, PrintWriter out, ConsoleActions actions) {
        this(in, out, new Pace(BURST, LINES_PER_SECOND, System::nanoTime, TimeUnit.NANOSECONDS::sleep), actions);
    }

    Console(Reader in, PrintWriter out, Pace pace, ConsoleActions actions) {
        this.in = new BoundedLines(in, MAX_LINE_CHARS);
        this.answers = new Answers(out);
        this.pace = pace;
        this.actions = actions;
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
                return execute(read.text().strip());
            }
            case TOO_LONG -> answers.say("a command has at most " + MAX_LINE_CHARS + " characters; this line has more");
            case REST_OF_LONG -> {}
            case END -> {
                LOG.debug("the console's input has ended; the server goes on");
                return false;
            }
        }
        return true;
    }

    private boolean execute(String command) throws InterruptedException {
        switch (command) {
            case "" -> {}
            case "help" -> answers.say(HELP);
            case "status" -> answers.say(actions.status());
            case "hosts" -> actions.hosts().forEach(answers::say);
            case "quit" -> {
                answers.awaitWritten(LAST_ANSWERS_WITHIN);
                actions.quit();
                return false;
            }
            default ->
                answers.say(
                        command.startsWith(WHEREIS)
                                ? actions.whereis(
                                        command.substring(WHEREIS.length()).strip())
                                : "unknown command; help lists them");
        }
        return true;
    }
}

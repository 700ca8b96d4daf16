package io.onesend.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's console: a word a line. The end of the input ends the console and nothing else, so that a server may run
 * without one.
 */
public final class Console {

    private static final Logger LOG = LoggerFactory.getLogger(Console.class);

    private final BufferedReader in;
    private final PrintWriter out;
    private final Supplier<String> status;
    private final Runnable quit;

    public Console(BufferedReader in, PrintWriter out, Supplier<String> status, Runnable quit) {
        this.in = in;
        this.out = out;
        this.status = status;
        this.quit = quit;
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
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!obey(line.strip())) {
                    return;
                }
            }
            LOG.debug("the console's input has ended; the server goes on");
        } catch (IOException closed) {
            LOG.debug("the console's input is closed; the server goes on: {}", closed.getMessage());
        }
    }

    /** False when nothing more is to be read. */
    private boolean obey(String command) {
        switch (command) {
            case "" -> {}
            case "help" -> out.println("help: this list; status: what the server does; quit: stop it");
            case "status" -> out.println(status.get());
            case "quit" -> {
                quit.run();
                return false;
            }
            default -> out.println("unknown command; help lists them");
        }
        out.flush();
        return true;
    }
}

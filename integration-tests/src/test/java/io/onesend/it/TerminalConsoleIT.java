package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.Pty;
import io.onesend.it.harness.Shell;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server's console at a terminal. */
class TerminalConsoleIT {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration DEADLINE = Duration.ofSeconds(15);

    /** As a terminal sends it that was told to send application keys. */
    private static final String UP = "\u001bOA";

    private static final String CONTROL_C = "\u0003";
    private static final String CONTROL_D = "\u0004";

    @TempDir
    private Path folder;

    private static String run() {
        return Shell.jar(
                "run", "--set", "network.port=0", "--set", "admin.enabled=false", "--set", "network.transport=nio");
    }

    @Test
    void editsCompletesAndRemembersLinesBelowTheLogAndGivesTheTerminalBack() {
        try (Pty terminal = Pty.run(
                folder,
                "xterm-256color",
                "stty -g >before",
                run(),
                "echo ended with $?",
                "stty -g >after; cmp before after && echo the same modes")) {
            terminal.await("ready in", START);
            terminal.await("> ", DEADLINE);

            terminal.type("stat\t\r");
            terminal.await("0 sessions, 0 users", DEADLINE);
            int first = terminal.text().length();
            terminal.type(UP + "\r");
            terminal.await("0 sessions, 0 users", first, DEADLINE);

            // The audit line comes from the log's own thread, while the next line is begun.
            terminal.type("log lev\tdeb\t\r");
            terminal.await("INFO +\\[console] audit: console: log level level=debug: done", DEADLINE);
            // While no line is read, Control-D is the terminal's own.
            terminal.await("(?s)the server debug, libraries info.*> ", DEADLINE);

            int mark = terminal.text().length();
            terminal.type(CONTROL_D);
            terminal.await("the server goes on; quit stops it", mark, DEADLINE);

            terminal.type("top\r");
            terminal.await("q leaves", DEADLINE);
            int left = terminal.text().length();
            terminal.type("q");
            terminal.await("> ", left, DEADLINE);

            terminal.type("an unfinished line" + CONTROL_C);
            terminal.await("ended with 0", DEADLINE);
            terminal.await("the same modes", DEADLINE);
            assertThat(terminal.text()).contains("stopped").doesNotContain("Exception");
        }
    }
}

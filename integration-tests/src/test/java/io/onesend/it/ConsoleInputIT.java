package io.onesend.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.onesend.it.harness.Jar;
import io.onesend.it.harness.Pty;
import io.onesend.it.harness.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With any standard input and output the server runs, stays small, and ends when told to. */
class ConsoleInputIT {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration DEADLINE = Duration.ofSeconds(15);

    private static final String[] RUN = {
        "run", "--set", "network.port=0", "--set", "admin.enabled=false", "--set", "network.transport=nio"
    };

    @TempDir
    private Path folder;

    private String run() {
        return Shell.jar(RUN);
    }

    private void stopsInOrder(Jar.Child shell, Path pid) throws IOException {
        Shell.signal("TERM", Files.readString(pid).strip());
        shell.awaitEnd(DEADLINE).expect(0);
    }

    @Test
    void inputWithoutEndTakesNeitherMemoryNorTheServersTime() throws IOException {
        for (String input : new String[] {"</dev/zero", "< <(yes)", "< <(yes status)"}) {
            Path pid = folder.resolve("pid");
            try (Jar.Child server =
                    Shell.start(folder, "echo $$ >pid; exec " + Shell.jar("-Xmx64m", RUN) + " >out " + input)) {
                server.err.await("ready in", START);
                Awaitility.await().atMost(DEADLINE).until(() -> Files.size(folder.resolve("out")) > 0);

                stopsInOrder(server, pid);

                assertThat(Files.size(folder.resolve("out"))).as(input).isLessThan(20_000);
                assertThat(server.err.text()).as(input).doesNotContain("OutOfMemoryError", "Exception");
            }
        }
    }

    @Test
    void aClosedInputIsNoInput() throws IOException {
        try (Jar.Child server = Shell.start(folder, "echo $$ >pid; exec " + run() + " >out <&-")) {
            server.err.await("ready in", START);

            stopsInOrder(server, folder.resolve("pid"));

            assertThat(folder.resolve("out")).isEmptyFile();
            assertThat(server.err.text()).doesNotContain("Exception");
        }
    }

    @Test
    void anOutputThatNobodyReadsHoldsUpNeitherTheConsoleNorTheEnd() {
        // A pipe that is open for reading, full, and read by nobody.
        String full = "mkfifo pipe; exec 3<>pipe; head -c 65536 /dev/zero >&3; ";
        try (Jar.Child server = Shell.start(folder, full + "exec " + run() + " >&3")) {
            server.err.await("ready in", START);
            for (int i = 0; i < 10; i++) {
                server.type("status");
            }
            server.type("quit");

            server.awaitEnd(DEADLINE).expect(0);
        }
    }

    @Test
    void inTheBackgroundOfAShellItLeavesTheTerminalAlone() throws IOException {
        try (Pty terminal = Pty.run(
                folder,
                "xterm",
                "set -m",
                run() + " 2>err &",
                "read line && echo \"the shell has read $line\"",
                "sed 's/.*) \\(.\\).*/state \\1/' /proc/$!/stat",
                "fg >/dev/null",
                "echo ended with $?")) {
            Awaitility.await()
                    .atMost(START)
                    .until(() -> Files.exists(folder.resolve("err"))
                            && Files.readString(folder.resolve("err")).contains("ready in"));

            terminal.type("status\n");
            terminal.await("the shell has read status", DEADLINE);
            assertThat(terminal.await("state (.)", DEADLINE).group(1)).isEqualTo("S");

            terminal.type("status\n");
            terminal.await("sessions?,", DEADLINE);
            terminal.type("quit\n");
            terminal.await("ended with 0", DEADLINE);
        }
    }

    @Test
    void aServerThatIsPutInTheBackgroundWhileItReadsGoesOnAndEndsWhenTold() {
        try (Pty terminal = Pty.run(
                folder,
                "xterm",
                "set -m",
                run(),
                "echo suspended; bg >/dev/null",
                "read line && echo \"the shell has read $line\"",
                "kill %1; wait %1",
                "echo ended with $?")) {
            terminal.await("ready in", START);
            terminal.type("help\n");
            terminal.await("this list", DEADLINE);

            terminal.type("\u001a");
            terminal.await("suspended", DEADLINE);
            terminal.type("status\n");
            terminal.await("the shell has read status", DEADLINE);

            terminal.await("ended with 0", DEADLINE);
        }
    }
}

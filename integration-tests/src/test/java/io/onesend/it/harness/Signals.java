package io.onesend.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Signals as a shell, a terminal or a service manager sends them. */
public final class Signals {

    /** In front of a command: it ignores no signal, even if whoever runs the tests does, as under {@code nohup}. */
    static final List<String> DEFAULTS = List.of("env", "--default-signal=HUP,INT,TERM");

    /** The same, in a process group of its own. */
    public static final List<String> OWN_GROUP = Jar.under(List.of("setsid"), DEFAULTS);

    private Signals() {}

    public static void send(String name, Process process) {
        kill("-" + name, String.valueOf(process.pid()));
    }

    /** To a process that was started with {@link #OWN_GROUP} and all its children, as by Ctrl-C at a terminal. */
    public static void sendToGroup(String name, Process leader) {
        kill("-" + name, "--", "-" + leader.pid());
    }

    /** Processes that run a program out of this folder, or below it. */
    public static List<ProcessHandle> runningOutOf(Path folder) {
        try {
            String start = folder.toRealPath().toString();
            return ProcessHandle.allProcesses()
                    .filter(process -> process.info().command().orElse("").startsWith(start))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void kill(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "kill";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                    .isZero();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}

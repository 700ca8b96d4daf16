package io.onesend.it.speed;

import java.io.IOException;
import java.util.List;

/**
 * Which cores servers and load run on.
 *
 * @param server what is put in front of a server's command; nothing if it may run anywhere
 * @param generator the same for the load tool
 */
public record Pinning(List<String> server, List<String> generator) {

    private static final Pinning NONE = new Pinning(List.of(), List.of());
    private static final Pinning APART = new Pinning(List.of("taskset", "-c", "0"), List.of("taskset", "-c", "1"));

    /** Gives each a core, if {@code taskset} can do that here. */
    public static Pinning choose() {
        return works(APART.server) && works(APART.generator) ? APART : NONE;
    }

    /** Moves a process that runs already, with its threads, to where servers run. */
    public void moveToServers(long pid) {
        move(pid, server);
    }

    /** Moves this process, with its threads, to where the load runs. */
    public void moveToGenerator() {
        move(ProcessHandle.current().pid(), generator);
    }

    private static void move(long pid, List<String> prefix) {
        if (!prefix.isEmpty() && !succeeds(prefix.get(0), "-a", "-p", "-c", prefix.get(2), Long.toString(pid))) {
            throw new IllegalStateException("process " + pid + " could not be moved to core " + prefix.get(2));
        }
    }

    private static boolean works(List<String> prefix) {
        return succeeds(prefix.get(0), prefix.get(1), prefix.get(2), "true");
    }

    private static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    @Override
    public String toString() {
        return equals(NONE) ? "not pinned to cores" : "servers on core 0, the load on core 1";
    }
}

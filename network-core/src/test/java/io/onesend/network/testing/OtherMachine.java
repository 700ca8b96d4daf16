package io.onesend.network.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.opentest4j.TestAbortedException;

/**
 * Something like a second machine, from which nothing comes any more at the test's word: a network namespace of Linux with a
 * cable to this one. It needs root; where it cannot be had, the test is skipped.
 */
public final class OtherMachine implements AutoCloseable {

    private static final int SECONDS_FOR_A_COMMAND = 10;
    private static final AtomicInteger MADE = new AtomicInteger();

    /** A name and addresses that no other test run of this machine has. */
    private final String name = "os" + ProcessHandle.current().pid() + "-" + MADE.incrementAndGet();

    private final String addresses = addressesOf(ProcessHandle.current().pid());
    private final List<Process> connections = new ArrayList<>();

    private OtherMachine() {}

    /** All but the last number of a pair of addresses, out of a block that is set aside for tests of networks. */
    private static String addressesOf(long pid) {
        return "198.18." + (pid & 0xff) + ".";
    }

    /**
     * Plugs it in.
     *
     * @throws TestAbortedException if this machine or this user cannot have one
     */
    public static OtherMachine plugIn() {
        OtherMachine other = new OtherMachine();
        if (!succeeds("ip", "netns", "add", other.name)) {
            throw new TestAbortedException("no network namespace to be had: that needs Linux, root and iproute2");
        }
        try {
            run("ip", "link", "add", other.name, "type", "veth", "peer", "name", "there", "netns", other.name);
            run("ip", "address", "add", other.here() + "/30", "dev", other.name);
            run("ip", "link", "set", other.name, "up");
            run("ip", "-n", other.name, "address", "add", other.addresses + "2/30", "dev", "there");
            run("ip", "-n", other.name, "link", "set", "there", "up");
            return other;
        } catch (AssertionError failed) {
            other.close();
            throw failed;
        }
    }

    /** This machine's end of the cable: an address to listen on. */
    public String here() {
        return addresses + "1";
    }

    /** Connects from there to a port of this machine's; what is written is sent, what comes is not read. */
    public OutputStream connect(int port) throws IOException {
        String script = "exec 3<>/dev/tcp/" + here() + "/" + port + "; exec cat >&3";
        Process connection = new ProcessBuilder("ip", "netns", "exec", name, "bash", "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        connections.add(connection);
        return connection.getOutputStream();
    }

    /** From now on nothing comes from there, not even a sign that something has arrived. */
    public void fallSilent() {
        run("ip", "-n", name, "route", "add", "blackhole", here() + "/32");
    }

    private static void run(String... command) {
        if (!succeeds(command)) {
            throw new AssertionError("failed: " + String.join(" ", command));
        }
    }

    private static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(SECONDS_FOR_A_COMMAND, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    @Override
    public void close() {
        connections.forEach(Process::destroyForcibly);
        // The cable first: a namespace takes its own time to go, and would keep the addresses meanwhile.
        succeeds("ip", "link", "del", name);
        run("ip", "netns", "del", name);
    }
}

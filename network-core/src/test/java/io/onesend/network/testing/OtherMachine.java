package io.onesend.network.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.opentest4j.TestAbortedException;

/**
 * Simulates a second machine that the test can silence: a Linux network namespace with a virtual cable to this machine. It needs
 * root; the test is skipped if the namespace cannot be created.
 */
public final class OtherMachine implements AutoCloseable {

    private static final int SECONDS_FOR_A_COMMAND = 10;
    private static final AtomicInteger MADE = new AtomicInteger();

    /** Name and addresses that no other test run on this machine uses. */
    private final String name = "os" + ProcessHandle.current().pid() + "-" + MADE.incrementAndGet();

    private final String addresses = addressesOf(ProcessHandle.current().pid());
    private final List<Process> connections = new ArrayList<>();

    private OtherMachine() {}

    /** The first three numbers of a pair of addresses, from a block that is reserved for network tests. */
    private static String addressesOf(long pid) {
        return "198.18." + (pid & 0xff) + ".";
    }

    /**
     * Creates and connects it.
     *
     * @throws TestAbortedException if this machine or this user cannot create one
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

    /** Connects from there to a port of this machine; written bytes are sent, received bytes are not read. */
    public OutputStream connect(int port) throws IOException {
        String script = "exec 3<>/dev/tcp/" + here() + "/" + port + "; exec cat >&3";
        Process connection = new ProcessBuilder("ip", "netns", "exec", name, "bash", "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        connections.add(connection);
        return connection.getOutputStream();
    }

    /** From now on nothing comes from there, not even acknowledgements. */
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
        // The cable first, because a namespace is removed only later and would keep the addresses until then.
        succeeds("ip", "link", "del", name);
        run("ip", "netns", "del", name);
    }
}

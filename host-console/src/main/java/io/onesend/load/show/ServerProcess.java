package io.onesend.load.show;

import io.onesend.host.process.ListeningProcess;
import io.onesend.load.show.process.WatchedProcess;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Finds the server's process, if it is on this machine. */
final class ServerProcess {

    private ServerProcess() {}

    /**
     * Returns null if there is nothing to watch, and prints the reason unless the server is plainly elsewhere.
     *
     * @param given the process that the user chose, which comes first; null if none
     */
    static @Nullable WatchedProcess find(InetSocketAddress target, @Nullable Long given, PrintWriter notes) {
        if (given != null) {
            return watch(given, notes);
        }
        InetAddress address = target.getAddress();
        if (address == null || !ListeningProcess.isLocal(address)) {
            return null;
        }
        OptionalLong pid = ListeningProcess.onPort(target.getPort());
        if (pid.isEmpty()) {
            return without(
                    "no process of yours is seen to listen on port " + target.getPort() + " (--server-pid)", notes);
        }
        if (pid.getAsLong() == ProcessHandle.current().pid()) {
            return without("it is this very process", notes);
        }
        return watch(pid.getAsLong(), notes);
    }

    private static @Nullable WatchedProcess watch(long pid, PrintWriter notes) {
        return ProcessHandle.of(pid)
                .flatMap(WatchedProcess::start)
                .orElseGet(() -> without("process " + pid + " does not report its CPU time", notes));
    }

    private static @Nullable WatchedProcess without(String reason, PrintWriter notes) {
        notes.println("the server's CPU and memory are left out: " + reason);
        notes.flush();
        return null;
    }
}

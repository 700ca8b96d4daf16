package io.onesend.host.load.show;

import io.onesend.host.load.show.process.ListeningProcess;
import io.onesend.host.load.show.process.WatchedProcess;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The process at the other end, if it is of this machine. */
final class ServerProcess {

    private ServerProcess() {}

    /**
     * Null where there is nothing to watch, which is said, with the reason, unless the server is plainly elsewhere.
     *
     * @param given by the user, who knows better
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
                .orElseGet(() -> without("process " + pid + " does not tell", notes));
    }

    private static @Nullable WatchedProcess without(String reason, PrintWriter notes) {
        notes.println("the server's CPU and memory are left out: " + reason);
        notes.flush();
        return null;
    }
}

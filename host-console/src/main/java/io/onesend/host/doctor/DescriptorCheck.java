package io.onesend.host.doctor;

import com.sun.management.UnixOperatingSystemMXBean;
import io.onesend.host.config.HostConfig;
import java.lang.management.ManagementFactory;
import java.util.List;

/** Compares the limit of open files with the sessions that are to fit. */
final class DescriptorCheck implements Check {

    private static final String WHAT = "descriptors";

    /** For the jar, the log, Redis, the admin port and the event loops. */
    static final long BESIDE_SESSIONS = 200;

    @Override
    public List<Finding> look(HostConfig config) {
        // Java has raised the soft limit to the hard one.
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? List.of(compare(
                        system.getMaxFileDescriptorCount(), config.network().maxSessions()))
                : List.of(Finding.good(WHAT, "this system has no limit of open files"));
    }

    static Finding compare(long limit, int maxSessions) {
        long needed = maxSessions + BESIDE_SESSIONS;
        return limit >= needed
                ? Finding.good(WHAT, limit + " for " + maxSessions + " sessions")
                : Finding.bad(
                        WHAT,
                        "at most " + limit + " open files",
                        needed + ", for network.max-sessions: " + maxSessions,
                        "as root, 'ulimit -n " + needed + "' before the start, or LimitNOFILE=" + needed
                                + " of the service; or set network.max-sessions lower");
    }
}

package io.onesend.host.server;

import com.sun.management.UnixOperatingSystemMXBean;
import io.onesend.chat.ban.Bans;
import io.onesend.host.config.HostConfig;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** The table of the bounds that a running server can come near to. */
final class Limits {

    private Limits() {}

    /**
     * Reads what is used of each.
     *
     * @param config in effect
     * @param totals of this moment
     * @param bans that hold
     */
    static List<Limit> of(HostConfig config, HostStatus.Totals totals, long bans) {
        List<Limit> all = new ArrayList<>();
        all.add(Limit.count(
                "sessions",
                "network.max-sessions",
                totals.network().sessions(),
                config.network().maxSessions()));
        all.add(Limit.count(
                "users", "chat.max-users", totals.chat().users(), config.chat().maxUsers()));
        all.add(Limit.bytes(
                "queued",
                "network.send.max-total-bytes",
                totals.network().queuedBytes(),
                config.network().send().maxTotalBytes()));
        all.add(Limit.bytes(
                "received",
                "network.inbound.max-total-bytes",
                totals.network().inboundBytes(),
                config.network().inbound().maxTotalBytes()));
        all.add(Limit.count("bans", null, bans, Bans.MOST));
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            all.add(Limit.count(
                    "descriptors", null, system.getOpenFileDescriptorCount(), system.getMaxFileDescriptorCount()));
        }
        return List.copyOf(all);
    }
}

package io.onesend.host.server;

import io.onesend.chat.statistics.ChatStatistics;
import io.onesend.chat.statistics.ClusterStatistics;
import io.onesend.network.NetworkStatistics;
import io.onesend.network.log.Counted;
import org.jspecify.annotations.Nullable;

/**
 * The host at one moment; names and nesting are those of the JSON page.
 *
 * @param state {@code ready}, or why it is not
 * @param transport null, like all that follows, until the port is open
 * @param cluster null if this host is alone
 */
public record HostStatus(
        String version,
        String state,
        long uptimeSeconds,
        @Nullable String transport,
        @Nullable String address,
        int sessions,
        long users,
        long rooms,
        @Nullable Totals totals,
        @Nullable ClusterStatistics cluster) {

    /** Numbers since the start. */
    public record Totals(NetworkStatistics network, ChatStatistics chat) {}

    static HostStatus of(String version, String state, long uptimeSeconds, HostState.@Nullable Serving parts) {
        if (parts == null) {
            return new HostStatus(version, state, uptimeSeconds, null, null, 0, 0, 0, null, null);
        }
        NetworkStatistics network = parts.network().statistics();
        ChatStatistics chat = parts.chat().statistics();
        return new HostStatus(
                version,
                state,
                uptimeSeconds,
                parts.network().transport().configName(),
                parts.address(),
                network.sessions(),
                chat.users(),
                chat.roomsInUse(),
                new Totals(network, chat),
                parts.cluster().map(part -> part.statistics().get()).orElse(null));
    }

    /** For people, on one line. */
    public String line() {
        return state + ", up " + uptimeSeconds + " s, " + Counted.of(sessions, "session") + ", "
                + Counted.of(users, "user") + " in " + Counted.of(rooms, "room") + ", "
                + Counted.of(messages(), "message");
    }

    private long messages() {
        return totals == null ? 0 : totals.chat().messages();
    }
}

package io.onesend.host.server;

import io.onesend.chat.statistics.ChatStatistics;
import io.onesend.chat.statistics.ClusterStatistics;
import io.onesend.host.config.HostConfig;
import io.onesend.network.NetworkStatistics;
import io.onesend.network.log.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The host at one moment; names and nesting are those of the JSON page.
 *
 * @param state {@code ready}, or why it is not
 * @param transport null, like all that follows, until the port is open
 * @param cluster null if this host is alone
 * @param doors of the port
 * @param limits none until the port is open
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
        @Nullable ClusterStatistics cluster,
        @Nullable OpenDoors doors,
        List<Limit> limits) {

    public HostStatus {
        limits = List.copyOf(limits);
    }

    /** Numbers since the start. */
    public record Totals(NetworkStatistics network, ChatStatistics chat) {}

    static HostStatus starting(String version, String state, long uptimeSeconds) {
        return new HostStatus(version, state, uptimeSeconds, null, null, 0, 0, 0, null, null, null, List.of());
    }

    /** @param config in effect */
    static HostStatus of(String version, String state, long uptimeSeconds, HostState.Serving parts, HostConfig config) {
        Totals totals = new Totals(parts.network().statistics(), parts.chat().statistics());
        return new HostStatus(
                version,
                state,
                uptimeSeconds,
                parts.network().transport().configName(),
                parts.address(),
                totals.network().sessions(),
                totals.chat().users(),
                totals.chat().roomsInUse(),
                totals,
                parts.cluster().map(part -> part.statistics().get()).orElse(null),
                OpenDoors.of(config.network().doors()),
                Limits.of(config, totals, parts.chat().bans().count()));
    }

    /** For people: the line, and once the port is open, its doors and limits. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(line());
        if (doors != null) {
            lines.add("doors: " + doors.text());
        }
        if (!limits.isEmpty()) {
            lines.add("limits: " + limits.stream().map(Limit::text).collect(Collectors.joining(", ")));
        }
        limits.stream().filter(Limit::isNear).forEach(limit -> lines.add("near a limit: " + limit.nearness()));
        return lines;
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

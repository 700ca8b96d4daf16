package io.onesend.load;

import io.onesend.network.ClientSettings;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * What a run is to do: against which server, for how long, and with which groups of dummies.
 *
 * @param sourceAddresses how many addresses to connect from in turn: 127.0.0.1, 127.0.0.2 and so on; 0: the system chooses
 * @param seed of sizes, pauses and starts: the same seed gives the same run
 * @param resumeAt the hosts of a cluster, this server among them: clients are spread over them, and resume their sessions at them when
 *     connections are lost; empty: there is this server only, and a lost connection stays lost
 * @param settings how to reach every one of them
 * @param accounts the number of users; more users than dummies are of use only to dummies that log in repeatedly
 */
public record LoadPlan(
        InetSocketAddress target,
        int sourceAddresses,
        LoadTiming timing,
        long seed,
        String userPrefix,
        LoadScheme scheme,
        int accounts,
        List<LoadGroup> groups,
        List<InetSocketAddress> resumeAt,
        ClientSettings settings) {

    public LoadPlan {
        groups = List.copyOf(groups);
        resumeAt = List.copyOf(resumeAt);
    }

    /** Plain, and without resuming. */
    public LoadPlan(
            InetSocketAddress target,
            int sourceAddresses,
            LoadTiming timing,
            long seed,
            String userPrefix,
            LoadScheme scheme,
            int accounts,
            List<LoadGroup> groups) {
        this(
                target,
                sourceAddresses,
                timing,
                seed,
                userPrefix,
                scheme,
                accounts,
                groups,
                List.of(),
                ClientSettings.PLAIN);
    }

    /** The same plan, with sessions that are resumed at these hosts. */
    public LoadPlan resumingAt(List<InetSocketAddress> hosts) {
        return new LoadPlan(
                target, sourceAddresses, timing, seed, userPrefix, scheme, accounts, groups, hosts, settings);
    }

    /** The same plan, with servers that are reached like this. */
    public LoadPlan reachedBy(ClientSettings other) {
        return new LoadPlan(
                target, sourceAddresses, timing, seed, userPrefix, scheme, accounts, groups, resumeAt, other);
    }

    public boolean resumes() {
        return !resumeAt.isEmpty();
    }

    public int dummies() {
        return groups.stream().mapToInt(LoadGroup::dummies).sum();
    }
}

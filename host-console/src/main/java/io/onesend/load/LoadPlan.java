package io.onesend.load;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * What a run is to do: against which server, for how long, and with which groups of dummies.
 *
 * @param sourceAddresses how many addresses to connect from in turn: 127.0.0.1, 127.0.0.2 and so on; 0: the system chooses
 * @param seed of sizes, pauses and starts: the same seed gives the same run
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
        List<LoadGroup> groups) {

    public LoadPlan {
        groups = List.copyOf(groups);
    }

    public int dummies() {
        return groups.stream().mapToInt(LoadGroup::dummies).sum();
    }
}

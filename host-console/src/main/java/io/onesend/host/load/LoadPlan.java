package io.onesend.host.load;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * Everything a run is made of.
 *
 * @param sourceAddresses so many of 127.0.0.1, 127.0.0.2 and so on are connected from, in turn; 0: from wherever it goes
 * @param seed of sizes, pauses and starts: the same one gives the same run
 * @param accounts how many users there are; more than dummies only helps those that log in again and again
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

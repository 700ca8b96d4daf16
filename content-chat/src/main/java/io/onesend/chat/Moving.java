package io.onesend.chat;

import io.onesend.chat.packet.Features;
import io.onesend.chat.packet.MoveNotify;
import io.onesend.chat.statistics.ClusterHost;
import io.onesend.chat.user.ChatUser;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.OwningThread;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sends the users of a draining host to the other hosts, as far as their clients can go on there unseen: each is told where, and
 * how long to wait first, so that they do not all come at once.
 */
@LogicThread
final class Moving {

    private static final int HIGHEST_PORT = 65_535;

    private final OwningThread owner = new OwningThread();
    private final boolean isPossible;
    private final List<Target> targets = new ArrayList<>();
    private final RandomGenerator random;

    private record Target(String host, int port) {}

    /**
     * Makes the plan.
     *
     * @param others hosts that take users; a client is told no address if none of them names its own
     */
    Moving(List<ClusterHost> others, RandomGenerator random) {
        this.random = random;
        isPossible = !others.isEmpty();
        for (ClusterHost other : others) {
            Target target = parse(other.address());
            if (target != null) {
                targets.add(target);
            }
        }
    }

    /** Whether this user goes elsewhere by itself when it is told to. */
    boolean takes(ChatUser user) {
        assert owner.isCurrent();
        return isPossible && user.has(Features.MOVE);
    }

    /** Tells these users, of whom the last goes when the time is over. */
    void tell(List<ChatUser> users, Duration spread) {
        assert owner.isCurrent();
        int firstTarget = targets.isEmpty() ? 0 : random.nextInt(targets.size());
        for (int i = 0; i < users.size(); i++) {
            Target target = targets.isEmpty() ? new Target("", 0) : targets.get((firstTarget + i) % targets.size());
            long afterMillis = (long) ((i + random.nextDouble()) * spread.toMillis() / users.size());
            users.get(i).send(new MoveNotify(target.host, target.port, afterMillis));
        }
    }

    /** Null for no address, or for one that does not fit the packet. */
    private static @Nullable Target parse(String address) {
        int colon = address.lastIndexOf(':');
        String port = address.substring(colon + 1);
        if (colon <= 0 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > HIGHEST_PORT) {
            return null;
        }
        String host = address.substring(0, colon).replaceAll("[\\[\\]]", "");
        return host.getBytes(StandardCharsets.UTF_8).length > MoveNotify.MAX_HOST_BYTES
                ? null
                : new Target(host, Integer.parseInt(port));
    }
}

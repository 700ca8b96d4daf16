package io.onesend.network.netty;

import io.onesend.network.NetworkConfig;
import io.onesend.network.logic.AnyThread;
import java.time.Duration;

/** How long the sessions of one endpoint may be silent and their writes stand still: looked at once a second, and changed meanwhile. */
@AnyThread
final class SessionTimes {

    private volatile Duration idle;
    private volatile Duration stall;

    SessionTimes(NetworkConfig config) {
        idle = config.idleTimeout();
        stall = config.send().stallTimeout();
    }

    void change(NetworkConfig config) {
        idle = config.idleTimeout();
        stall = config.send().stallTimeout();
    }

    /** Zero: any time. */
    Duration idle() {
        return idle;
    }

    /** Zero: any time. */
    Duration stall() {
        return stall;
    }
}

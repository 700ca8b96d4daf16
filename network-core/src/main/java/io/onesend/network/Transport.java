package io.onesend.network;

import java.util.Locale;

/** The system interface that drives sockets. {@link #AUTO} is resolved at start; a running server names one of the others. */
public enum Transport {
    /** The first that works in a trial; measurements gave the order of the trials. */
    AUTO,
    /** Linux: requests and completions in rings shared with the kernel. Some containers forbid it. */
    IO_URING,
    /** Linux: a list of the sockets that are ready. */
    EPOLL,
    /** macOS: a queue of socket events. */
    KQUEUE,
    /** Java's own selectors, on every system. */
    NIO;

    /** {@return the name in configuration and logs: {@code io_uring}} */
    public String configName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

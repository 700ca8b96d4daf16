package io.onesend.network;

import java.util.Locale;

/** How sockets are driven. {@link #AUTO} is a choice to be made at start; a running server names one of the others. */
public enum Transport {
    /** The first that proves to work, tried in an order that measurements gave. */
    AUTO,
    /** Linux: requests and completions in rings that are shared with the kernel. Some containers forbid it. */
    IO_URING,
    /** Linux: a list of the sockets that are ready. */
    EPOLL,
    /** macOS: a queue of what has happened to sockets. */
    KQUEUE,
    /** Java's own selectors, on every system. */
    NIO;

    /** {@return the name as configuration and logs write it: {@code io_uring}} */
    public String configName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

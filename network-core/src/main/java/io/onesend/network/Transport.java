package io.onesend.network;

import java.util.Locale;

/** How sockets are driven. {@link #AUTO} is a choice to be made at start; a running server names one of the others. */
public enum Transport {
    AUTO,
    IO_URING,
    EPOLL,
    KQUEUE,
    NIO;

    /** As configuration and logs write it. */
    public String configName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

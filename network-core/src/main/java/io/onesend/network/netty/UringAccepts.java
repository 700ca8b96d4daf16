package io.onesend.network.netty;

import io.netty.channel.Channel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringServerDomainSocketChannel;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.onesend.network.logic.AnyThread;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Makes listening sockets on io_uring accept one connection at a time.
 *
 * <p>By default Netty submits a multishot accept, with which the kernel accepts all waiting connections at once. These may be
 * more than there are file descriptors for, and an accepted connection can no longer wait in the backlog. Netty decides once in a
 * JVM, when its class is loaded, by a system property. So this class loads it. Connections accepted singly cost the acceptor's
 * thread 2 to 4 µs more each (12 µs became 14 to 16 with 5,000 of them at once).
 */
@AnyThread
final class UringAccepts {

    private static final String MULTISHOT = "io.netty.iouring.acceptMultiShotEnabled";

    private UringAccepts() {}

    /**
     * Loads Netty's io_uring. A property that the user has set wins.
     *
     * @return why io_uring is not available, or null
     */
    static synchronized @Nullable Throwable load() {
        boolean chosen = System.getProperty(MULTISHOT) != null;
        if (!chosen) {
            System.setProperty(MULTISHOT, "false");
        }
        try {
            initializeInetAddress();
            return IoUring.unavailabilityCause();
        } finally {
            if (!chosen) {
                System.clearProperty(MULTISHOT);
            }
        }
    }

    /**
     * Prevents a deadlock with a thread that is the first to use {@link InetAddress}. That class loads a native library as it is
     * initialized, and Netty 4.2.18 initializes it while it loads a native library of its own: each thread would hold what the
     * other waits for. Netty's epoll does this by itself
     * (<a href="https://github.com/netty/netty/issues/13871">netty#13871</a>).
     */
    private static void initializeInetAddress() {
        InetAddress.getLoopbackAddress();
    }

    /** Whether a listening channel accepts all waiting connections at once: the user wants it, or Netty was loaded before. */
    static boolean areMultishot(Channel listening) {
        boolean isUring = listening instanceof IoUringServerSocketChannel
                || listening instanceof IoUringServerDomainSocketChannel;
        return isUring && IoUring.isAcceptMultishotEnabled();
    }
}

package io.onesend.host;

import java.util.Map;
import jdk.jfr.FlightRecorder;

/** This program's own defaults for Netty's properties. A property set on the command line wins. */
final class NettyDefaults {

    private static final Map<String, String> PROPERTIES = Map.of(
            // The tests check every buffer. A server that checked some would pay, and tell nobody who can help.
            "io.netty.leakDetection.level", "disabled",
            // The server's own buffers come from the pooled allocator; this makes the Redis client use it too.
            "io.netty.allocator.type", "pooled",
            // Events of the allocators: merely checking whether they are recorded sets the flight recorder up.
            "io.netty.jfr.enabled", String.valueOf(FlightRecorder.isInitialized()));

    private NettyDefaults() {}

    /** To be called before the first class of Netty is loaded. */
    static void set() {
        PROPERTIES.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}

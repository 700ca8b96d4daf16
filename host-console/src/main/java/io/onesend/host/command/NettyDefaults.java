package io.onesend.host.command;

import java.util.Map;
import jdk.jfr.FlightRecorder;

/** What this program has Netty do otherwise than Netty does by itself. Who has set a property on the command line wins. */
final class NettyDefaults {

    private static final Map<String, String> PROPERTIES = Map.of(
            // The tests look at every buffer; a server that looked at some would pay, and tell nobody who can help.
            "io.netty.leakDetection.level", "disabled",
            // The server's own buffers come from the pooled allocator; one for those of the Redis client too.
            "io.netty.allocator.type", "pooled",
            // Events of the allocators: looking whether anybody records them sets the recorder up.
            "io.netty.jfr.enabled", String.valueOf(FlightRecorder.isInitialized()));

    private NettyDefaults() {}

    /** To be called before the first class of Netty's is there. */
    static void set() {
        PROPERTIES.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}

package io.onesend.it.speed;

import io.onesend.it.harness.ServerProcess;
import io.onesend.network.Transport;
import java.util.List;

/** The product's jar as it is compared: with one I/O thread, and without limits on what one address or user may do. */
public final class ProductLaunch {

    /** The same for every JVM that is compared. Without a limit each would take all it can get; the jar has no leak detection anyway. */
    public static final List<String> JVM_ARGS =
            List.of("-Xms256m", "-Xmx256m", "-Dio.netty.leakDetection.level=disabled");

    private ProductLaunch() {}

    /** Passwords are in clear, in the Redis that the caller names. */
    public static ServerProcess.Launch of(Transport transport, int rooms, int members, Pinning pinning) {
        return ServerProcess.launchPlaintext()
                .under(pinning.server())
                .bareJvm(JVM_ARGS.toArray(String[]::new))
                .set(
                        "network.transport=" + transport.configName(),
                        "network.io-threads=1",
                        "network.idle-timeout=0",
                        "network.max-sessions-per-address=0",
                        "chat.rate.messages-per-second=0",
                        "chat.rooms.count=" + rooms,
                        "chat.rooms.max-users=" + members);
    }
}

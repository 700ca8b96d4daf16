package io.onesend.network.netty.door;

import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkException;
import io.onesend.network.NetworkServer;
import io.onesend.network.ProxySettings;
import io.onesend.network.packet.PacketDecoder;
import java.util.concurrent.Callable;

/** Tries to start a server behind proxies, in whatever class loader, and tells why it does not start. */
public final class ProxiedStart implements Callable<String> {

    @Override
    public String call() {
        NetworkConfig config = NetworkConfig.anyProtocol()
                .doors(Doors.of(Door.PLAIN).withProxy(ProxySettings.proxyProtocol("127.0.0.1")))
                .build();
        try (NetworkServer server =
                NetworkServer.start(config, Logic.inline(), PacketDecoder.BYTES, (session, bytes) -> {})) {
            return "started on " + server.addresses();
        } catch (NetworkException refused) {
            return String.valueOf(refused.getMessage());
        }
    }
}

package io.onesend.network.netty.door;

import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.Logic;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkException;
import io.onesend.network.NetworkServer;
import io.onesend.network.ProxySettings;
import io.onesend.network.TlsSettings;
import io.onesend.network.Transport;
import io.onesend.network.packet.PacketDecoder;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Tries to start a server with a door that needs a jar, in whatever class loader, and tells why it does not start. */
public final class DoorStart implements UnaryOperator<String> {

    @Override
    public String apply(String what) {
        // NIO, because a native library can be in one class loader only: the tests after this one need it in theirs.
        NetworkConfig config = NetworkConfig.anyProtocol()
                .transport(Transport.NIO)
                .doors(doors(what))
                .build();
        try (NetworkServer server =
                NetworkServer.start(config, Logic.inline(), PacketDecoder.BYTES, (session, bytes) -> {})) {
            return "started on " + server.addresses();
        } catch (NetworkException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private static Doors doors(String what) {
        return switch (what) {
            case "proxy" -> Doors.PLAIN.withProxy(ProxySettings.proxyProtocol("127.0.0.1"));
            case "websocket" -> Doors.of(Door.WEBSOCKET);
            case "tls" -> Doors.PLAIN.withTls(TlsSettings.of(Path.of("no.pem"), Path.of("no.key")));
            default -> throw new IllegalArgumentException(what);
        };
    }
}

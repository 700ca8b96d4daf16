package io.onesend.it.build;

import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.NetworkConfig;
import io.onesend.network.NetworkServer;
import io.onesend.network.ProxySettings;
import io.onesend.network.logic.LogicLoop;
import io.onesend.network.packet.PacketDecoder;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A user's program on network-core behind a proxy: it answers with the address that the proxy has told. */
public final class ProxiedProgram {

    private static final String CLIENT = "/203.0.113.7:4711";

    private ProxiedProgram() {}

    public static void main(String[] args) throws Exception {
        NetworkConfig config = NetworkConfig.anyProtocol()
                .doors(Doors.of(Door.PLAIN).withProxy(ProxySettings.proxyProtocol("127.0.0.1")))
                .build();
        try (LogicLoop logic = LogicLoop.start("logic");
                NetworkServer server = NetworkServer.start(
                        config,
                        logic,
                        PacketDecoder.BYTES,
                        (session, bytes) ->
                                session.send(bytes(session.remoteAddress().toString())));
                Socket proxy = new Socket(InetAddress.getByName("127.0.0.1"), server.port())) {
            proxy.getOutputStream().write(bytes("PROXY TCP4 203.0.113.7 127.0.0.1 4711 7000\r\nhello"));
            byte[] answer = proxy.getInputStream().readNBytes(CLIENT.length());
            System.out.println("client " + new String(answer, StandardCharsets.US_ASCII));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

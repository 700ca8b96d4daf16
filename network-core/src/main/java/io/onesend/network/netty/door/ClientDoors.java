package io.onesend.network.netty.door;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.onesend.network.ClientSettings;
import io.onesend.network.ClientTls;
import io.onesend.network.ClientWebSocket;
import io.onesend.network.Door;
import io.onesend.network.Entrance;
import io.onesend.network.NetworkException;
import io.onesend.network.logic.AnyThread;
import io.onesend.network.logic.IoThread;
import org.jspecify.annotations.Nullable;

/**
 * The handshakes that a client makes before a connection is a session. Each is a handler that keeps {@code channelActive} back until the
 * server has agreed, so that the handlers behind it see a connection that begins then. A failure goes to them as an exception with a
 * message for the caller.
 */
@AnyThread
public final class ClientDoors {

    private final ClientSettings settings;

    /** Null: nothing is encrypted. */
    private final ClientTlsDoor.@Nullable Maker tls;

    private ClientDoors(ClientSettings settings) {
        this.settings = settings;
        ClientTls encryption = settings.tls();
        this.tls = encryption == null ? null : new ClientTlsDoor.Maker(encryption);
        if (settings.webSocket() != null) {
            FrontDoors.demand(FrontDoors.HTTP_CLASS, "a client with a WebSocket", "netty-codec-http");
        }
    }

    /**
     * Makes the handshakes of a client.
     *
     * @throws NetworkException if a jar is missing that one of them needs, or a file cannot be used; the message names it
     */
    public static ClientDoors of(ClientSettings settings) {
        return new ClientDoors(settings);
    }

    /**
     * The server that a connection is made to, by the name that the caller gave.
     *
     * @param port 0: a Unix domain socket, which has none
     */
    public record Target(String host, int port) {

        /** As it stands in a request. */
        String authority() {
            String name = host.contains(":") ? "[" + host + "]" : host;
            return port == 0 ? name : name + ":" + port;
        }
    }

    /** Adds the handlers of one connection, which is not active yet, in front of the one that will see it begin. */
    @IoThread
    public void add(ChannelPipeline pipeline, Target target, ChannelHandler last) {
        assert pipeline.channel().eventLoop().inEventLoop();
        if (tls != null) {
            tls.add(pipeline, target);
        }
        ClientWebSocket webSocket = settings.webSocket();
        if (webSocket != null) {
            pipeline.addLast(ClientUpgrade.newDecoder(), new ClientUpgrade(target, webSocket.path()));
        }
        pipeline.addLast(last);
    }

    /**
     * How a session comes in, as its server sees it.
     *
     * @param agreed null: nothing is encrypted
     */
    public Entrance entrance(Entrance.@Nullable Tls agreed) {
        Entrance entrance = Entrance.PLAIN.through(settings.webSocket() == null ? Door.PLAIN : Door.WEBSOCKET);
        return agreed == null ? entrance : entrance.with(agreed);
    }
}

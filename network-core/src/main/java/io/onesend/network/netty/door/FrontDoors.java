package io.onesend.network.netty.door;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.NetworkException;
import io.onesend.network.ProxySettings;
import io.onesend.network.logic.AnyThread;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The doors of one port: what first bytes are looked for, and where each kind leads. */
@AnyThread
public final class FrontDoors {

    /** Leads a connection on. */
    @FunctionalInterface
    interface Opener {
        /**
         * Puts the door's handlers behind the front door, which then hands the first bytes on to them and goes. A door that only
         * leads to the next puts a front door behind its own handlers.
         *
         * @param frontDoor the context of the front door
         */
        void open(ChannelHandlerContext frontDoor, Doorway doorway);
    }

    private static final String HTTP_CLASS = "io.netty.handler.codec.http.HttpRequestDecoder";
    private static final String HAPROXY_CLASS = "io.netty.handler.codec.haproxy.HAProxyMessageDecoder";

    private final FirstBytes.Wanted wanted;
    private final boolean headersCome;
    private final Map<FirstBytes, Opener> openers = new EnumMap<>(FirstBytes.class);

    private FrontDoors(Doors doors) {
        if (doors.haveTls()) {
            throw new NetworkException("a port cannot speak TLS yet");
        }
        wanted = new FirstBytes.Wanted(doors.has(Door.PLAIN), false, doors.has(Door.WEBSOCKET));
        headersCome =
                !doors.proxy().trusted().isEmpty() && doors.proxy().header() == ProxySettings.Header.PROXY_PROTOCOL;
        openers.put(FirstBytes.PLAIN, (frontDoor, doorway) -> doorway.enter(Door.PLAIN));
        openers.put(FirstBytes.NO_DOOR, (frontDoor, doorway) -> doorway.turnAway(DoorReasons.DOOR_CLOSED));
        if (doors.has(Door.WEBSOCKET)) {
            demand(HTTP_CLASS, "a port with a WebSocket", "netty-codec-http");
            openers.put(FirstBytes.HTTP, WebDoor.opener(new WebRules(doors)));
        }
        if (headersCome) {
            demand(HAPROXY_CLASS, "a port behind proxies of the PROXY protocol", "netty-codec-haproxy");
            openers.put(FirstBytes.PROXY, ProxyDoor.opener(this));
            openers.put(FirstBytes.NO_HEADER, ProxyDoor::missing);
        }
    }

    /**
     * Makes the table of a port.
     *
     * @throws NetworkException if a jar is missing that one of its doors needs; the message names it
     */
    public static FrontDoors of(Doors doors) {
        return new FrontDoors(doors);
    }

    /** Netty's codecs are optional dependencies. */
    private static void demand(String className, String what, String artifact) {
        try {
            Class.forName(className, false, FrontDoors.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new NetworkException(
                    what + " needs a jar that is not there: add <dependency><groupId>io.netty</groupId><artifactId>"
                            + artifact + "</artifactId></dependency>, of the version of Netty's other jars;"
                            + " on a module path, --add-modules "
                            + artifact.replace("netty", "io.netty").replace('-', '.'),
                    missing);
        }
    }

    /** Makes the handler that looks at what a connection begins with. */
    public ChannelHandler newFrontDoor(Doorway doorway) {
        return new FrontDoor(this, doorway, headersCome);
    }

    /** Makes the handler that looks at what follows a PROXY header. */
    FrontDoor newFrontDoorBehindProxy(Doorway doorway) {
        return new FrontDoor(this, doorway, false);
    }

    FirstBytes.Wanted wanted() {
        return wanted;
    }

    Opener opener(FirstBytes came) {
        return Objects.requireNonNull(openers.get(came), came::name);
    }
}

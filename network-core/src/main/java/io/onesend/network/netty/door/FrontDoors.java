package io.onesend.network.netty.door;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.onesend.network.DisconnectReason;
import io.onesend.network.Door;
import io.onesend.network.Doors;
import io.onesend.network.NetworkException;
import io.onesend.network.ProxySettings;
import io.onesend.network.TlsSettings;
import io.onesend.network.logic.AnyThread;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

    static final String HTTP_CLASS = "io.netty.handler.codec.http.HttpRequestDecoder";
    private static final String HAPROXY_CLASS = "io.netty.handler.codec.haproxy.HAProxyMessageDecoder";

    private final FirstBytes.Wanted wanted;
    private final boolean headersCome;
    private final Map<FirstBytes, Opener> openers = new EnumMap<>(FirstBytes.class);

    /**
     * @param wanted of the port's doors, those that are open here
     * @param web null: the port has no WebSocket
     */
    private FrontDoors(Doors doors, FirstBytes.Wanted wanted, @Nullable WebRules web) {
        this.wanted = wanted;
        headersCome =
                !doors.proxy().trusted().isEmpty() && doors.proxy().header() == ProxySettings.Header.PROXY_PROTOCOL;
        openers.put(FirstBytes.PLAIN, (frontDoor, doorway) -> enterPlain(doorway));
        openers.put(FirstBytes.NO_DOOR, (frontDoor, doorway) -> doorway.turnAway(DoorReasons.DOOR_CLOSED));
        if (web != null) {
            openers.put(FirstBytes.HTTP, WebDoor.opener(web));
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
     * @param tls has the certificates of all ports of the server that have TLS; null: no port has TLS
     * @throws NetworkException if a jar is missing that one of its doors needs; the message names it
     */
    public static FrontDoors of(Doors doors, @Nullable TlsService tls) {
        Certificates certificates =
                doors.haveTls() ? Objects.requireNonNull(tls).certificatesOf(doors.tls()) : null;
        WebRules web = doors.has(Door.WEBSOCKET) ? rulesOf(doors, certificates) : null;
        FrontDoors inside = new FrontDoors(doors, wantedInside(doors), web);
        if (tls == null || certificates == null) {
            return inside;
        }
        FrontDoors outside = new FrontDoors(doors, wantedOutside(doors), web);
        outside.openers.put(FirstBytes.TLS, TlsDoor.opener(tls, certificates, inside));
        return outside;
    }

    private static WebRules rulesOf(Doors doors, @Nullable Certificates certificates) {
        demand(HTTP_CLASS, "a port with a WebSocket", "netty-codec-http");
        return new WebRules(doors, name -> certificates != null && certificates.areFor(name));
    }

    /** Where TLS is required, a browser that begins without it is told so. */
    private static FirstBytes.Wanted wantedOutside(Doors doors) {
        boolean inTheClear = doors.tls().mode() == TlsSettings.Mode.ALLOWED;
        return new FirstBytes.Wanted(inTheClear && doors.has(Door.PLAIN), true, doors.has(Door.WEBSOCKET));
    }

    /** Inside TLS there is no second one. */
    private static FirstBytes.Wanted wantedInside(Doors doors) {
        return new FirstBytes.Wanted(doors.has(Door.PLAIN), false, doors.has(Door.WEBSOCKET));
    }

    /** X-Forwarded-For is no header of plain frames, so none of its proxies has told the address of a plain client. */
    private static void enterPlain(Doorway doorway) {
        boolean isUntold =
                doorway.isFromProxy() && doorway.doors().proxy().header() == ProxySettings.Header.X_FORWARDED_FOR;
        DisconnectReason refusal = isUntold ? doorway.comesByItself() : null;
        if (refusal == null) {
            doorway.enter(Door.PLAIN);
        } else {
            doorway.refuse(refusal);
        }
    }

    /** Netty's codecs are optional dependencies. */
    static void demand(String className, String what, String artifact) {
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

    /** Makes the handler that looks at what is encrypted. */
    FrontDoor newFrontDoorInside(Doorway doorway) {
        return new FrontDoor(this, doorway, false);
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

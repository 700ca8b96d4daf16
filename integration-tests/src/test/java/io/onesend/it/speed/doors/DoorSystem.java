package io.onesend.it.speed.doors;

import io.onesend.it.speed.NettyListener;
import io.onesend.it.speed.Pinning;
import io.onesend.it.speed.cluster.RunningSystem;
import io.onesend.network.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is compared.
 *
 * @param transport of the product and of the server by hand; Node has its own
 */
record DoorSystem(Kind kind, Transport transport) {

    /** Which doors are open, and which one the members take. */
    enum Kind {
        /** The plain door of another commit's jar. */
        BEFORE("plain, before"),
        /** The plain door alone: nothing is looked at. */
        PLAIN("plain alone"),
        /** Plain members of a port with both doors. */
        FRONT("plain, through the front door"),
        WEBSOCKET("WebSocket"),
        TLS("plain in TLS, the JDK's engine"),
        OPENSSL("plain in TLS, OpenSSL"),
        NETTY("WebSocket, Netty by hand"),
        NODE("WebSocket, ws on Node");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        static Kind of(String name) {
            return Stream.of(values())
                    .filter(kind -> kind.optionName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("is not a system: '" + name + "'; there are "
                            + Stream.of(values()).map(Kind::optionName).collect(Collectors.joining(", "))));
        }

        String optionName() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isProduct() {
            return this != NETTY && this != NODE;
        }

        boolean isTls() {
            return this == TLS || this == OPENSSL;
        }

        boolean isWebSocket() {
            return this == WEBSOCKET || !isProduct();
        }
    }

    /** All systems that were asked for and that this machine has; those by hand once. */
    static List<DoorSystem> of(DoorsOptions options) {
        List<Kind> there = options.kinds().stream()
                .filter(kind -> kind != Kind.BEFORE || options.before() != null)
                .filter(kind -> isThere(kind, Kind.OPENSSL, DoorTls.hasOpenSsl(), "netty-tcnative for this system"))
                .filter(kind -> isThere(kind, Kind.NODE, ByHandDoors.hasNode(), "ws on Node: apt-get install node-ws"))
                .toList();
        List<DoorSystem> systems = new ArrayList<>();
        for (Transport transport : options.transports()) {
            there.stream()
                    .filter(kind -> kind.isProduct() && NettyListener.isAvailable(transport))
                    .forEach(kind -> systems.add(new DoorSystem(kind, transport)));
        }
        there.stream()
                .filter(kind -> !kind.isProduct())
                .forEach(kind -> systems.add(new DoorSystem(kind, NettyListener.preferred())));
        return systems;
    }

    private static boolean isThere(Kind kind, Kind needing, boolean available, String what) {
        if (kind != needing || available) {
            return true;
        }
        System.out.println(kind.text + " is left out, because this is not here: " + what);
        return false;
    }

    String name() {
        return kind == Kind.NODE ? kind.text : kind.text + ", " + transport.configName();
    }

    RunningSystem start(DoorsOptions options, Pinning pinning) {
        return kind.isProduct()
                ? OnesendDoors.start(this, options.work(), options.work().rooms(), options.before(), pinning)
                : ByHandDoors.start(this, pinning);
    }
}

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
                    .orElseThrow(() -> new IllegalArgumentException("there is no '" + name + "', only "
                            + Stream.of(values()).map(Kind::optionName).collect(Collectors.joining(", "))));
        }

        String optionName() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isProduct() {
            return this != NETTY && this != NODE;
        }

        boolean isTls() {
            return this == TLS;
        }

        boolean isWebSocket() {
            return this == WEBSOCKET || !isProduct();
        }
    }

    /** All systems that were asked for and that this machine has; those by hand once. */
    static List<DoorSystem> of(DoorsOptions options) {
        List<DoorSystem> systems = new ArrayList<>();
        for (Transport transport : options.transports()) {
            for (Kind kind : options.kinds()) {
                if (kind.isProduct()
                        && NettyListener.isAvailable(transport)
                        && (kind != Kind.BEFORE || options.before() != null)) {
                    systems.add(new DoorSystem(kind, transport));
                }
            }
        }
        Transport byHand = NettyListener.isAvailable(Transport.EPOLL) ? Transport.EPOLL : Transport.NIO;
        if (options.kinds().contains(Kind.NETTY)) {
            systems.add(new DoorSystem(Kind.NETTY, byHand));
        }
        if (options.kinds().contains(Kind.NODE)) {
            if (ByHandDoors.hasNode()) {
                systems.add(new DoorSystem(Kind.NODE, byHand));
            } else {
                System.out.println("ws on Node is left out: apt-get install node-ws");
            }
        }
        return systems;
    }

    String name() {
        return kind == Kind.NODE ? kind.text : kind.text + ", " + transport.configName();
    }

    RunningSystem start(DoorsOptions options, Pinning pinning) {
        return kind.isProduct() ? OnesendDoors.start(this, options, pinning) : ByHandDoors.start(this, pinning);
    }
}

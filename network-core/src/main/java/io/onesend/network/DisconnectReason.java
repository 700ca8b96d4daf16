package io.onesend.network;

import java.util.Objects;

/**
 * Why a session ended: a name for logs and metrics, whose fault it was, and what there is to say beyond the name.
 *
 * @param name short and constant, lower case with dashes; metrics count by it, so an application defines a handful
 * @param fault decides how loudly the end is logged
 * @param detail the particulars, possibly empty; printed with control characters escaped
 */
public record DisconnectReason(String name, Fault fault, String detail) {

    /** Who caused the end of a session. */
    public enum Fault {
        /** Nobody: an ordinary end. */
        NONE,
        /** The peer broke a rule. */
        PEER,
        /** The network, or a peer that vanished. */
        NETWORK,
        /** A limit was reached. */
        OVERLOAD,
        /** A defect on this side. */
        OURS
    }

    public static final DisconnectReason CLOSED_BY_PEER = of("closed-by-peer", Fault.NONE);
    public static final DisconnectReason CLOSED_BY_SERVER = of("closed-by-server", Fault.NONE);
    public static final DisconnectReason CLOSED_BY_CLIENT = of("closed-by-client", Fault.NONE);
    public static final DisconnectReason SERVER_STOPPING = of("server-stopping", Fault.NONE);
    public static final DisconnectReason IDLE = of("idle", Fault.NETWORK);
    public static final DisconnectReason NETWORK_ERROR = of("network-error", Fault.NETWORK);
    public static final DisconnectReason PROTOCOL_ERROR = of("protocol-error", Fault.PEER);
    public static final DisconnectReason SEND_LIMIT = of("send-limit", Fault.OVERLOAD);
    public static final DisconnectReason SERVER_SEND_LIMIT = of("server-send-limit", Fault.OVERLOAD);
    public static final DisconnectReason WRITE_STALLED = of("write-stalled", Fault.OVERLOAD);
    public static final DisconnectReason RATE_LIMIT = of("rate-limit", Fault.OVERLOAD);
    public static final DisconnectReason TOO_MANY_SESSIONS = of("too-many-sessions", Fault.OVERLOAD);
    public static final DisconnectReason TOO_MANY_SESSIONS_OF_ADDRESS =
            of("too-many-sessions-of-address", Fault.OVERLOAD);
    public static final DisconnectReason INTERNAL_ERROR = of("internal-error", Fault.OURS);
    public static final DisconnectReason LISTENER_FAILED = of("listener-failed", Fault.OURS);

    public DisconnectReason {
        Objects.requireNonNull(fault);
        Objects.requireNonNull(detail);
        if (!name.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("not a reason's name: " + name);
        }
    }

    public static DisconnectReason of(String name, Fault fault) {
        return new DisconnectReason(name, fault, "");
    }

    public DisconnectReason withDetail(String particulars) {
        return new DisconnectReason(name, fault, particulars);
    }

    @Override
    public String toString() {
        return detail.isEmpty() ? name : name + " (" + detail + ")";
    }
}

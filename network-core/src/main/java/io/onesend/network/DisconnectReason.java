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

    /** The peer has ended the connection in order. */
    public static final DisconnectReason CLOSED_BY_PEER = of("closed-by-peer", Fault.NONE);
    /** The application has closed the session without giving a reason: {@link Session#close()}. */
    public static final DisconnectReason CLOSED_BY_SERVER = of("closed-by-server", Fault.NONE);
    /** A {@link KeptConnection} was closed. */
    public static final DisconnectReason CLOSED_BY_CLIENT = of("closed-by-client", Fault.NONE);
    /** The server is being closed, or the client that the session belongs to. */
    public static final DisconnectReason SERVER_STOPPING = of("server-stopping", Fault.NONE);
    /** Nothing was received for {@link NetworkConfig#idleTimeout}. */
    public static final DisconnectReason IDLE = of("idle", Fault.NETWORK);
    /** The connection broke: a reset, a time-out of the operating system's. */
    public static final DisconnectReason NETWORK_ERROR = of("network-error", Fault.NETWORK);
    /** A frame of an impossible length, or one that its decoder refused. */
    public static final DisconnectReason PROTOCOL_ERROR = of("protocol-error", Fault.PEER);
    /** A packet would have taken the session's queue over {@link NetworkConfig.Send#maxBytes}. */
    public static final DisconnectReason SEND_LIMIT = of("send-limit", Fault.OVERLOAD);
    /** A packet would have taken all queues together over {@link NetworkConfig.Send#maxTotalBytes}. */
    public static final DisconnectReason SERVER_SEND_LIMIT = of("server-send-limit", Fault.OVERLOAD);
    /** A write made no progress for {@link NetworkConfig.Send#stallTimeout}. */
    public static final DisconnectReason WRITE_STALLED = of("write-stalled", Fault.OVERLOAD);
    /** The peer sent faster than its {@link InboundRate} allows. */
    public static final DisconnectReason RATE_LIMIT = of("rate-limit", Fault.OVERLOAD);
    /** Refused on arrival: the server has {@link NetworkConfig#maxSessions} already. */
    public static final DisconnectReason TOO_MANY_SESSIONS = of("too-many-sessions", Fault.OVERLOAD);
    /** Refused on arrival: its address has {@link NetworkConfig#maxSessionsPerAddress} already. */
    public static final DisconnectReason TOO_MANY_SESSIONS_OF_ADDRESS =
            of("too-many-sessions-of-address", Fault.OVERLOAD);
    /** Refused on arrival: its peer had reset it by then, so that its address could not be known. */
    public static final DisconnectReason GONE_ON_ARRIVAL = of("gone-on-arrival", Fault.NETWORK);
    /** Something of the library's own, or a decoder, threw what it should not. */
    public static final DisconnectReason INTERNAL_ERROR = of("internal-error", Fault.OURS);
    /** A method of the {@link SessionListener} threw. */
    public static final DisconnectReason LISTENER_FAILED = of("listener-failed", Fault.OURS);

    /**
     * Checks the name, which is a metric's label.
     *
     * @param name lower-case letters, digits and dashes, a letter first
     * @param fault decides how loudly the end is logged
     * @param detail empty for a constant
     * @throws IllegalArgumentException if it cannot be a name
     */
    public DisconnectReason {
        Objects.requireNonNull(fault);
        Objects.requireNonNull(detail);
        if (!name.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("not a reason's name: " + name);
        }
    }

    /**
     * A reason of an application's own, without particulars: a constant.
     *
     * @param name lower-case letters, digits and dashes, a letter first
     * @param fault whose it is
     * @return the same reason for the same arguments
     * @throws IllegalArgumentException if it cannot be a name
     */
    public static DisconnectReason of(String name, Fault fault) {
        return new DisconnectReason(name, fault, "");
    }

    /**
     * The same reason, of one session.
     *
     * @param particulars what there is to say of this end beyond the name, for the log
     * @return counted by metrics together with all others of its name
     */
    public DisconnectReason withDetail(String particulars) {
        return new DisconnectReason(name, fault, particulars);
    }

    @Override
    public String toString() {
        return detail.isEmpty() ? name : name + " (" + detail + ")";
    }
}

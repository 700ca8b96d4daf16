package io.onesend.network;

import java.util.Objects;

/**
 * Why a session ended: a name for logs and metrics, whose fault it was, and details.
 *
 * @param name short and constant, lower case with dashes; metrics count by it, so an application defines a handful
 * @param fault decides the log level of the end
 * @param detail may be empty; printed with control characters escaped
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

    /** The peer closed the connection in order. */
    public static final DisconnectReason CLOSED_BY_PEER = of("closed-by-peer", Fault.NONE);
    /** The application closed the session without giving a reason: {@link Session#close()}. */
    public static final DisconnectReason CLOSED_BY_SERVER = of("closed-by-server", Fault.NONE);
    /** A {@link KeptConnection} was closed. */
    public static final DisconnectReason CLOSED_BY_CLIENT = of("closed-by-client", Fault.NONE);
    /** The session's server or client is being closed. */
    public static final DisconnectReason SERVER_STOPPING = of("server-stopping", Fault.NONE);
    /** Nothing was received for {@link NetworkConfig#idleTimeout}. */
    public static final DisconnectReason IDLE = of("idle", Fault.NETWORK);
    /** The connection broke: a reset, or a time-out of the operating system. */
    public static final DisconnectReason NETWORK_ERROR = of("network-error", Fault.NETWORK);
    /** A frame of an impossible length, or one that its decoder refused. */
    public static final DisconnectReason PROTOCOL_ERROR = of("protocol-error", Fault.PEER);
    /** A packet would have taken the session's queue over {@link NetworkConfig.Send#maxBytes}. */
    public static final DisconnectReason SEND_LIMIT = of("send-limit", Fault.OVERLOAD);
    /** A packet would have taken all queues together over {@link NetworkConfig.Send#maxTotalBytes}. */
    public static final DisconnectReason SERVER_SEND_LIMIT = of("server-send-limit", Fault.OVERLOAD);
    /**
     * The server holds as many received bytes as {@link NetworkConfig.Inbound#maxTotalBytes} allows, and while others waited, this
     * session's frame did not become whole within 30 seconds.
     */
    public static final DisconnectReason SERVER_INBOUND_LIMIT = of("server-inbound-limit", Fault.OVERLOAD);
    /** A write made no progress for {@link NetworkConfig.Send#stallTimeout}. */
    public static final DisconnectReason WRITE_STALLED = of("write-stalled", Fault.OVERLOAD);
    /** The peer sent faster than its {@link InboundRate} allows. */
    public static final DisconnectReason RATE_LIMIT = of("rate-limit", Fault.OVERLOAD);
    /** Refused on arrival: the server has {@link NetworkConfig#maxSessions} already. */
    public static final DisconnectReason TOO_MANY_SESSIONS = of("too-many-sessions", Fault.OVERLOAD);
    /** Refused on arrival: its address has {@link NetworkConfig#maxSessionsPerAddress} already. */
    public static final DisconnectReason TOO_MANY_SESSIONS_OF_ADDRESS =
            of("too-many-sessions-of-address", Fault.OVERLOAD);
    /** Refused on arrival: the peer had already reset it, so its address could not be read. */
    public static final DisconnectReason GONE_ON_ARRIVAL = of("gone-on-arrival", Fault.NETWORK);
    /** Refused on arrival: the rule of {@link Logic} gave no loop for it. */
    public static final DisconnectReason NO_LOGIC_LOOP = of("no-logic-loop", Fault.OURS);
    /** The library's own code, a decoder or a {@link FrameRule} threw an exception that it should not. */
    public static final DisconnectReason INTERNAL_ERROR = of("internal-error", Fault.OURS);
    /** A method of the {@link SessionListener} threw. */
    public static final DisconnectReason LISTENER_FAILED = of("listener-failed", Fault.OURS);

    /**
     * Checks the name, which is a metric's label.
     *
     * @param name lower-case letters, digits and dashes, a letter first
     * @param fault decides the log level of the end
     * @param detail empty for a constant
     * @throws IllegalArgumentException if the name is anything else
     */
    public DisconnectReason {
        Objects.requireNonNull(fault);
        Objects.requireNonNull(detail);
        if (!name.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("not a reason's name: " + name);
        }
    }

    /**
     * An application's own reason, without details: a constant.
     *
     * @param name lower-case letters, digits and dashes, a letter first
     * @param fault who caused the end
     * @return an equal reason for the same arguments
     * @throws IllegalArgumentException if the name is anything else
     */
    public static DisconnectReason of(String name, Fault fault) {
        return new DisconnectReason(name, fault, "");
    }

    /**
     * The same reason with details of one session's end.
     *
     * @param particulars the details, for the log
     * @return a reason that metrics count with all others of its name
     */
    public DisconnectReason withDetail(String particulars) {
        return new DisconnectReason(name, fault, particulars);
    }

    @Override
    public String toString() {
        return detail.isEmpty() ? name : name + " (" + detail + ")";
    }
}

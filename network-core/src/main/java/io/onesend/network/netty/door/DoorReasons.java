package io.onesend.network.netty.door;

import io.onesend.network.DisconnectReason;
import io.onesend.network.DisconnectReason.Fault;

/** Why a connection is turned away before it is a session. The fault decides the level of the log. */
public final class DoorReasons {

    /** It came to a door that the port does not have. */
    public static final DisconnectReason DOOR_CLOSED = DisconnectReason.of("door-closed", Fault.PEER);

    /** It did not begin in time: ordinary, because browsers open connections ahead and leave them silent. */
    public static final DisconnectReason FIRST_BYTES = DisconnectReason.of("first-bytes", Fault.NONE);

    /** Its handshakes took too long. */
    public static final DisconnectReason HANDSHAKE_TIMEOUT = DisconnectReason.of("handshake-timeout", Fault.NETWORK);

    /** It came from a trusted proxy, and its PROXY header is missing, malformed or too long: the proxy is set up wrongly. */
    public static final DisconnectReason PROXY_HEADER = DisconnectReason.of("proxy-header", Fault.OVERLOAD);

    /** Its TLS handshake failed: the versions or ciphers have nothing in common, or a certificate is not valid. */
    public static final DisconnectReason TLS_HANDSHAKE = DisconnectReason.of("tls-handshake", Fault.PEER);

    /** As many handshakes wait to be calculated as may. */
    public static final DisconnectReason TLS_BUSY = DisconnectReason.of("tls-busy", Fault.OVERLOAD);

    private DoorReasons() {}
}

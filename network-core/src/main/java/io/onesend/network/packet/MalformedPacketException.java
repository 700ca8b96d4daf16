package io.onesend.network.packet;

/**
 * The peer sent bytes that are not a packet. It carries no stack trace: the fault lies outside this program, and a peer must
 * not be able to make it collect traces.
 */
public final class MalformedPacketException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedPacketException(String message) {
        super(message, null, false, false);
    }
}

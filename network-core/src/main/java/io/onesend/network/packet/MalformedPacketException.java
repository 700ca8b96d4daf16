package io.onesend.network.packet;

/**
 * The peer sent bytes that are not a packet. It carries no stack trace: the fault lies outside this program, and a peer must
 * not be able to make this program collect traces.
 */
public final class MalformedPacketException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A fault of the peer.
     *
     * @param message what is wrong with the bytes, for the log; never text that the peer sent
     */
    public MalformedPacketException(String message) {
        super(message, null, false, false);
    }
}

package io.onesend.network.packet;

/**
 * Makes a packet of a frame. Called on I/O threads, several at a time for different sessions: it holds no state of a
 * session, and what it returns must not refer to the reader, which is reused.
 *
 * @param <P> the packets it makes
 */
@FunctionalInterface
public interface PacketDecoder<P> {

    /** Every frame as its bytes: its header included, its delimiter not. */
    PacketDecoder<byte[]> BYTES = PacketReader::rest;

    /**
     * Reads one whole frame: its header included, its delimiter not.
     *
     * @param frame not to be kept
     * @return what the listener is given
     * @throws MalformedPacketException closes the session with a protocol error
     */
    P decode(PacketReader frame);

    /**
     * The tokens that a frame takes of its session's {@link io.onesend.network.InboundRate}, asked for before it is decoded,
     * and only where there is such a limit. It looks ahead without reading.
     *
     * @param frame to be left where it is
     * @return 0: free
     */
    default int cost(PacketReader frame) {
        return 1;
    }
}

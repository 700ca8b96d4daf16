package io.onesend.network.packet;

/**
 * Makes a packet of a frame. Called on I/O threads, on several at a time for different sessions. It must hold no state of a
 * session, and its packets must not refer to the reader, which is reused.
 *
 * @param <P> the packets it makes
 */
@FunctionalInterface
public interface PacketDecoder<P> {

    /** Hands on every frame as bytes: its header included, its delimiter not. */
    PacketDecoder<byte[]> BYTES = PacketReader::rest;

    /**
     * Hands on every frame as a packet to be sent on, with {@link io.onesend.network.Session#relay} or another send: its header
     * included, its delimiter not. A long frame is not copied. The packet is closed after onReceive.
     */
    PacketDecoder<EncodedPacket> ENCODED = PacketReader::restEncoded;

    /**
     * Reads one whole frame: its header included, its delimiter not.
     *
     * @param frame must not be kept
     * @return the packet for the listener
     * @throws MalformedPacketException closes the session with a protocol error
     */
    P decode(PacketReader frame);

    /**
     * The tokens that a frame takes from its session's {@link io.onesend.network.InboundRate}. Called before the frame is
     * decoded, and only if there is such a limit. It looks ahead without reading.
     *
     * @param frame its position must not move
     * @return 0: free
     */
    default int cost(PacketReader frame) {
        return 1;
    }
}

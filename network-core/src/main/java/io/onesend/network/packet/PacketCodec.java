package io.onesend.network.packet;

import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Reads and writes the body of one kind of packet; stateless and shared by all threads.
 *
 * @param <T> the packet
 */
public interface PacketCodec<T> {

    /**
     * Reads the body, on I/O threads. Bytes left unread make the packet malformed.
     *
     * @param body the bytes after the header, up to the frame's end; must not be kept
     * @return a packet that does not refer to the reader
     * @throws MalformedPacketException closes the session with a protocol error
     */
    T read(PacketReader body);

    /**
     * Writes the body, on the thread that encodes.
     *
     * @param packet of the type that this codec was registered for
     * @param body writes after the header; must not be kept
     * @throws IllegalArgumentException if a field does not fit
     * @throws IllegalStateException if the packet becomes longer than a frame can be
     */
    void write(T packet, PacketWriter body);

    /**
     * Makes a codec of two functions. They must hold no state and may run on several threads at a time.
     *
     * @param reader as {@link #read}
     * @param writer as {@link #write}
     * @param <T> the packet
     * @return a codec of both
     */
    static <T> PacketCodec<T> of(Function<PacketReader, T> reader, BiConsumer<T, PacketWriter> writer) {
        return new PacketCodec<>() {
            @Override
            public T read(PacketReader body) {
                return reader.apply(body);
            }

            @Override
            public void write(T packet, PacketWriter body) {
                writer.accept(packet, body);
            }
        };
    }

    /**
     * Makes a codec for a packet without a body.
     *
     * @param packet returned for every frame that has only a header; shared by all receivers
     * @param <T> the packet
     * @return a codec that reads and writes nothing
     */
    static <T> PacketCodec<T> empty(T packet) {
        return of(body -> packet, (ignored, body) -> {});
    }
}

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
     * Reads the body; what it leaves unread makes the packet malformed. On I/O threads.
     *
     * @param body from behind the header to the frame's end; not to be kept
     * @return a packet that refers to nothing of the reader's
     * @throws MalformedPacketException closes the session with a protocol error
     */
    T read(PacketReader body);

    /**
     * Writes the body, on whichever thread encodes.
     *
     * @param packet of the type that this was registered for
     * @param body behind the header; not to be kept
     * @throws IllegalArgumentException if a field does not fit
     * @throws IllegalStateException if the packet becomes longer than a frame can be
     */
    void write(T packet, PacketWriter body);

    /**
     * A codec of two functions, which hold no state and may run on several threads at a time.
     *
     * @param reader as {@link #read}
     * @param writer as {@link #write}
     * @param <T> the packet
     * @return both in one
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
     * For a packet without a body.
     *
     * @param packet what a frame of a header alone stands for; shared by all who receive one
     * @param <T> the packet
     * @return a codec that reads and writes nothing
     */
    static <T> PacketCodec<T> empty(T packet) {
        return of(body -> packet, (ignored, body) -> {});
    }
}

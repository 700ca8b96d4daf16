package io.onesend.network.packet;

import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Reads and writes the body of one kind of packet; stateless and shared by all threads.
 *
 * @param <T> the packet
 */
public interface PacketCodec<T> {

    /** Reads the body; what it leaves unread makes the packet malformed. */
    T read(PacketReader body);

    void write(T packet, PacketWriter body);

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

    /** For a packet without a body. */
    static <T> PacketCodec<T> empty(T packet) {
        return of(body -> packet, (ignored, body) -> {});
    }
}

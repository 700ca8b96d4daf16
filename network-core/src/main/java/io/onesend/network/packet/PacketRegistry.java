package io.onesend.network.packet;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Maps ids to packets, for frames with the chat protocol's 5-byte header (u16 length, u16 id, u8 type, which must be 0).
 * Immutable and shared by all threads. Ids are explicit; registering two packets with one id, or one type twice, is refused.
 *
 * @param <I> the received packets
 * @param <O> the sent packets
 */
public final class PacketRegistry<I, O> implements PacketDecoder<I> {

    /** Packets are written here first, so that a queued packet is exactly as long as its bytes. Up to 64 KiB per thread. */
    private static final FastThreadLocal<ByteBuf> SCRATCH = new FastThreadLocal<>() {
        @Override
        protected ByteBuf initialValue() {
            return Unpooled.buffer(512, PacketWriter.MAX_PACKET_BYTES);
        }
    };

    static final int HEADER_BYTES = 5;

    private static final int ID_OFFSET = 2;

    private final @Nullable Inbound<I>[] inbound;
    private final Map<Class<?>, Outbound<?>> outbound;
    private final IntFunction<? extends I> unknown;

    private record Inbound<T>(PacketCodec<? extends T> codec, PacketLimits limits) {}

    private record Outbound<T>(int id, PacketCodec<T> codec, Delivery delivery) {}

    private PacketRegistry(Builder<I, O> builder) {
        int ids = builder.inbound.keySet().stream().mapToInt(id -> id + 1).max().orElse(0);
        @SuppressWarnings({"unchecked", "rawtypes"})
        @Nullable
        Inbound<I>[] table = new Inbound[ids];
        builder.inbound.forEach((id, entry) -> table[id] = entry);
        inbound = table;
        outbound = Map.copyOf(builder.outbound);
        unknown = builder.unknown;
    }

    /**
     * Starts a registry.
     *
     * @param unknown makes the packet for an id that is not registered; called on I/O threads
     * @param <I> the received packets
     * @param <O> the sent packets
     * @return a builder without packets
     */
    public static <I, O> Builder<I, O> builder(IntFunction<? extends I> unknown) {
        return new Builder<>(unknown);
    }

    @Override
    public I decode(PacketReader frame) {
        int length = frame.remaining();
        frame.u16();
        int id = frame.u16();
        int type = frame.u8();
        if (type != 0) {
            throw new MalformedPacketException("type " + type + " in packet " + id);
        }
        Inbound<I> entry = id < inbound.length ? inbound[id] : null;
        if (entry == null) {
            return unknown.apply(id);
        }
        if (length > entry.limits().maxBytes()) {
            throw new MalformedPacketException("packet " + id + " has " + length + " bytes, more than its "
                    + entry.limits().maxBytes());
        }
        I packet = entry.codec().read(frame);
        if (frame.remaining() != 0) {
            throw new MalformedPacketException("packet " + id + " has " + frame.remaining() + " bytes too many");
        }
        return packet;
    }

    /** The cost that the frame's id was registered with; 1 for an id that is not registered. */
    @Override
    public int cost(PacketReader frame) {
        int id = frame.peekU16(ID_OFFSET);
        Inbound<I> entry = id < inbound.length ? inbound[id] : null;
        return entry == null ? 1 : entry.limits().cost();
    }

    /**
     * Encodes a packet, on any thread, with the delivery that it was registered with.
     *
     * @param packet of a class that was registered to be sent
     * @return a packet for the caller to close
     * @throws IllegalArgumentException if its class was not registered, or a field does not fit
     * @throws IllegalStateException if it becomes longer than a frame can be
     */
    public EncodedPacket encode(O packet) {
        Outbound<O> entry = entryOf(packet);
        return encode(packet, entry, entry.delivery());
    }

    /**
     * Encodes a packet, on any thread, with another delivery.
     *
     * @param packet of a class that was registered to be sent
     * @param delivery what may happen to it when a receiver is slow
     * @return a packet for the caller to close
     * @throws IllegalArgumentException if its class was not registered, or a field does not fit
     * @throws IllegalStateException if it becomes longer than a frame can be
     */
    public EncodedPacket encode(O packet, Delivery delivery) {
        return encode(packet, entryOf(packet), delivery);
    }

    /**
     * Encodes two packets that are sent, and if need be dropped, together, on any thread. The peer gets two frames.
     *
     * @param first of a class that was registered to be sent
     * @param second the same; {@link PacketWriter#written} counts the first packet in front of it
     * @param delivery what may happen to both when a receiver is slow
     * @return one packet for the caller to close
     * @throws IllegalArgumentException if a class was not registered, or a field does not fit
     * @throws IllegalStateException if together they become longer than a frame can be
     */
    public EncodedPacket encodeTogether(O first, O second, Delivery delivery) {
        ByteBuf scratch = SCRATCH.get().clear();
        write(first, entryOf(first), scratch);
        write(second, entryOf(second), scratch);
        return EncodedPacket.copyOf(scratch.array(), 0, scratch.writerIndex(), delivery);
    }

    private Outbound<O> entryOf(O packet) {
        @SuppressWarnings("unchecked")
        Outbound<O> entry = (Outbound<O>) outbound.get(packet.getClass());
        if (entry == null) {
            throw new IllegalArgumentException("not a registered packet: " + packet.getClass());
        }
        return entry;
    }

    private EncodedPacket encode(O packet, Outbound<O> entry, Delivery delivery) {
        ByteBuf scratch = SCRATCH.get().clear();
        write(packet, entry, scratch);
        return EncodedPacket.copyOf(scratch.array(), 0, scratch.writerIndex(), delivery);
    }

    /** Appends a frame. */
    private void write(O packet, Outbound<O> entry, ByteBuf scratch) {
        int at = scratch.writerIndex();
        scratch.writeShortLE(0).writeShortLE(entry.id()).writeByte(0);
        entry.codec().write(packet, new PacketWriter(scratch));
        scratch.setShortLE(at, scratch.writerIndex() - at);
    }

    /**
     * Collects the entries of a registry; used by one thread.
     *
     * @param <I> the received packets
     * @param <O> the sent packets
     */
    public static final class Builder<I, O> {
        private final Map<Integer, Inbound<I>> inbound = new HashMap<>();
        private final Map<Class<?>, Outbound<?>> outbound = new HashMap<>();
        private final Map<Integer, Class<?>> outboundIds = new HashMap<>();
        private final IntFunction<? extends I> unknown;

        private Builder(IntFunction<? extends I> unknown) {
            this.unknown = unknown;
        }

        /**
         * Registers a packet to receive, of any length, for one token.
         *
         * @param id 0 to 65,535
         * @param codec reads its body
         * @return this
         * @throws IllegalArgumentException if the id is out of range or taken
         */
        public Builder<I, O> receives(int id, PacketCodec<? extends I> codec) {
            return receives(id, codec, PacketLimits.DEFAULT);
        }

        /**
         * Registers a packet to receive, with its own limits.
         *
         * @param id 0 to 65,535
         * @param codec reads its body
         * @param limits how long it may be and what it costs
         * @return this
         * @throws IllegalArgumentException if the id is out of range or taken
         */
        public Builder<I, O> receives(int id, PacketCodec<? extends I> codec, PacketLimits limits) {
            checkId(id);
            if (inbound.putIfAbsent(id, new Inbound<>(codec, limits)) != null) {
                throw new IllegalArgumentException("two packets to receive have the id " + id);
            }
            return this;
        }

        /**
         * Registers a packet to send, which the configured policy may drop.
         *
         * @param id 0 to 65,535
         * @param type exactly this class, not a subclass
         * @param codec writes its body
         * @param <T> the packet
         * @return this
         * @throws IllegalArgumentException if the id is out of range, or the id or the class is taken
         */
        public <T extends O> Builder<I, O> sends(int id, Class<T> type, PacketCodec<T> codec) {
            return sends(id, type, codec, Delivery.NORMAL);
        }

        /**
         * Registers a packet to send, with a delivery that {@link PacketRegistry#encode(Object, Delivery)} may override.
         *
         * @param id 0 to 65,535
         * @param type exactly this class, not a subclass
         * @param codec writes its body
         * @param delivery what may happen to the packet when a receiver is slow
         * @param <T> the packet
         * @return this
         * @throws IllegalArgumentException if the id is out of range, or the id or the class is taken
         */
        public <T extends O> Builder<I, O> sends(int id, Class<T> type, PacketCodec<T> codec, Delivery delivery) {
            checkId(id);
            if (outboundIds.putIfAbsent(id, type) != null) {
                throw new IllegalArgumentException("two packets to send have the id " + id);
            }
            if (outbound.putIfAbsent(type, new Outbound<>(id, codec, delivery)) != null) {
                throw new IllegalArgumentException("registered twice: " + type);
            }
            return this;
        }

        /** {@return a registry of the entries so far} */
        public PacketRegistry<I, O> build() {
            return new PacketRegistry<>(this);
        }

        private static void checkId(int id) {
            if (id < 0 || id > 0xffff) {
                throw new IllegalArgumentException("a packet id is 0 to 65535: " + id);
            }
        }
    }
}

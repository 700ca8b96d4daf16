package io.onesend.network.packet;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one frame, little-endian unless {@link #order} says otherwise. Reading past the frame's end throws a
 * {@link MalformedPacketException}. One thread uses it at a time, and it is reused for the next frame: keep values, not the
 * reader.
 */
public final class PacketReader {

    private static final byte[] NO_BYTES = new byte[0];

    private final CharsetDecoder utf8 = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);

    private ByteBuffer buffer = ByteBuffer.wrap(NO_BYTES);
    private byte[] scratch = new byte[64];
    private int position;
    private int end;

    /** The buffer that the frame's bytes belong to, if it may be shared, and the difference of the two indices. */
    private @Nullable ByteBuf memory;

    private int shift;

    /** Makes a reader without bytes; {@link #wrap} points it at one frame after another. */
    public PacketReader() {}

    /**
     * Makes a reader for one frame, for tests and tools.
     *
     * @param frame borrowed while it is read
     * @return a reader at the frame's first byte
     */
    public static PacketReader over(byte[] frame) {
        PacketReader reader = new PacketReader();
        reader.wrap(ByteBuffer.wrap(frame), 0, frame.length);
        return reader;
    }

    /**
     * Points this reader at a frame.
     *
     * @param source borrowed while it is read; its byte order is set to little-endian, its position is not moved
     * @param from absolute index of the frame's first byte
     * @param length of the frame, in bytes
     */
    public void wrap(ByteBuffer source, int from, int length) {
        source.order(ByteOrder.LITTLE_ENDIAN);
        buffer = source;
        position = from;
        end = from + length;
    }

    void borrow(@Nullable ByteBuf lent, int difference) {
        memory = lent;
        shift = difference;
    }

    /** The memory that the frame is in. */
    ByteBuffer source() {
        return buffer;
    }

    /** The absolute index of the next byte in it. */
    int position() {
        return position;
    }

    /**
     * Sets the byte order of the integers from here to the end of the frame. The next frame begins little-endian again.
     *
     * @param order of the integers of fixed width; varints have only one
     * @return this
     */
    public PacketReader order(ByteOrder order) {
        buffer.order(order);
        return this;
    }

    /** {@return the number of bytes not read yet} */
    public int remaining() {
        return end - position;
    }

    /**
     * Reads an unsigned byte.
     *
     * @return 0 to 255
     * @throws MalformedPacketException if the frame ends too early
     */
    public int u8() {
        return buffer.get(advance(1)) & 0xff;
    }

    /**
     * Reads a signed 16-bit integer.
     *
     * @return its value
     * @throws MalformedPacketException if the frame ends too early
     */
    public short i16() {
        return buffer.getShort(advance(2));
    }

    /**
     * Reads an unsigned 16-bit integer.
     *
     * @return 0 to 65,535
     * @throws MalformedPacketException if the frame ends too early
     */
    public int u16() {
        return buffer.getShort(advance(2)) & 0xffff;
    }

    /**
     * Looks at an unsigned 16-bit integer further on, without reading it.
     *
     * @param ahead bytes between the next unread byte and the field
     * @return 0 to 65,535
     * @throws MalformedPacketException if the frame ends too early
     */
    public int peekU16(int ahead) {
        if (ahead + 2 > remaining()) {
            throw new MalformedPacketException("the frame ends early");
        }
        return buffer.getShort(position + ahead) & 0xffff;
    }

    /**
     * Reads a signed 32-bit integer.
     *
     * @return its value
     * @throws MalformedPacketException if the frame ends too early
     */
    public int i32() {
        return buffer.getInt(advance(4));
    }

    /**
     * Reads a signed 64-bit integer.
     *
     * @return its value
     * @throws MalformedPacketException if the frame ends too early
     */
    public long i64() {
        return buffer.getLong(advance(8));
    }

    /**
     * Reads an unsigned 32-bit varint (LEB128), as protobuf's {@code uint32}. One with more bytes than its value needs is
     * accepted, as protobuf does. Protobuf writes a negative {@code int32} as a {@link #varint64} of ten bytes.
     *
     * @return its 32 bits; {@link Integer#toUnsignedLong} makes a number of them
     * @throws MalformedPacketException if the frame ends too early, or the varint has more than 5 bytes or 32 bits
     */
    public int varint32() {
        return (int) varint(Varints.MAX_BYTES_32, Integer.SIZE);
    }

    /**
     * Reads an unsigned varint of limited length. MQTT's variable byte integer has at most 4 bytes.
     *
     * @param maxBytes 1 to 5
     * @return its value, below 2 to the power of 7 × {@code maxBytes}
     * @throws MalformedPacketException if the frame ends too early, or the varint has more bytes or more than 32 bits
     */
    public int varint32(int maxBytes) {
        Varints.checkMaxBytes(maxBytes);
        return (int) varint(maxBytes, Integer.SIZE);
    }

    /**
     * Reads an unsigned 64-bit varint (LEB128), as protobuf's {@code uint64}, {@code int64} and {@code int32}.
     *
     * @return its 64 bits, signed or unsigned
     * @throws MalformedPacketException if the frame ends too early, or the varint has more than 10 bytes or 64 bits
     */
    public long varint64() {
        return varint(Varints.MAX_BYTES_64, Long.SIZE);
    }

    /** {@return a signed 32-bit varint in zigzag form, as protobuf's {@code sint32}; read as {@link #varint32()} does} */
    public int zigzag32() {
        return Varints.fromZigzag(varint32());
    }

    /** {@return a signed 64-bit varint in zigzag form, as protobuf's {@code sint64}; read as {@link #varint64} does} */
    public long zigzag64() {
        return Varints.fromZigzag(varint64());
    }

    /**
     * Reads bytes as they are.
     *
     * @param length how many; not negative
     * @return a copy
     * @throws MalformedPacketException if the frame ends too early
     */
    public byte[] bytes(int length) {
        int from = advance(length);
        if (length == 0) {
            return NO_BYTES;
        }
        byte[] copy = new byte[length];
        buffer.get(from, copy);
        return copy;
    }

    /**
     * Reads everything up to the end of the frame.
     *
     * @return a copy, possibly empty
     */
    public byte[] rest() {
        return bytes(remaining());
    }

    /**
     * Reads all that is left as a packet to be sent on. A short one is copied. A long one shares the memory it was received in,
     * unless it would keep much more memory than its own length from being reused.
     *
     * @return a packet for the caller to close
     */
    public EncodedPacket restEncoded() {
        int length = remaining();
        int from = position;
        position = end;
        ByteBuf lent = memory;
        if (lent != null && length >= PacketMemory.TOO_LONG && length >= lent.capacity() / 2) {
            return EncodedPacket.of(lent.retainedSlice(from + shift, length));
        }
        return EncodedPacket.copyOf(buffer.duplicate().limit(from + length).position(from));
    }

    /**
     * Reads a {@code char[size]}: text up to the first NUL; the rest is ignored. A field without a NUL is malformed. Text that
     * is not UTF-8 is returned as null, for the packet's handler to answer.
     *
     * @param size of the whole field, in bytes
     * @return the text without the NUL; null if it is not UTF-8
     * @throws MalformedPacketException if the frame ends too early, or there is no NUL
     */
    public @Nullable String fixedText(int size) {
        int from = load(size);
        int length = AsciiScan.indexOfNul(scratch, size);
        if (length == size) {
            throw new MalformedPacketException("char[" + size + "] without NUL at offset " + from);
        }
        return loaded(length);
    }

    /**
     * Reads a {@code text8}: a u8 byte count, then that many bytes of text.
     *
     * @return the text; null if it is not UTF-8
     * @throws MalformedPacketException if the frame ends too early
     */
    public @Nullable String text8() {
        return text(u8());
    }

    /**
     * Reads text whose length the caller knows, from a field in front of it or from {@link #remaining}.
     *
     * @param length in bytes; not negative
     * @return the text, possibly with a NUL; null if it is not UTF-8
     * @throws MalformedPacketException if the frame ends too early
     */
    public @Nullable String text(int length) {
        load(length);
        return loaded(length);
    }

    private long varint(int maxBytes, int bits) {
        ByteBuffer bytes = buffer;
        int from = position;
        int most = Math.min(maxBytes, end - from);
        long value = 0;
        for (int i = 0, shift = 0; i < most; i++, shift += 7) {
            int next = bytes.get(from + i);
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                if (shift + 7 > bits && next >> (bits - shift) != 0) {
                    break;
                }
                position = from + i + 1;
                return value;
            }
        }
        throw new MalformedPacketException(
                most < maxBytes
                        ? "the body ends too early, in a varint"
                        : "a varint of more than " + maxBytes + " bytes or " + bits + " bits");
    }

    private int advance(int bytes) {
        int from = position;
        if (bytes > end - from) {
            throw new MalformedPacketException(
                    "the body ends " + (bytes - (end - from)) + " bytes too early, in a field of " + bytes);
        }
        position = from + bytes;
        return from;
    }

    private int load(int length) {
        int from = advance(length);
        if (scratch.length < length) {
            scratch = new byte[Math.max(length, 2 * scratch.length)];
        }
        buffer.get(from, scratch, 0, length);
        return from;
    }

    private @Nullable String loaded(int length) {
        if (!AsciiScan.isAscii(scratch, length)) {
            return decodeUtf8(length);
        }
        // Plain ASCII is the common case; for it this constructor only copies.
        return new String(scratch, 0, length, StandardCharsets.ISO_8859_1);
    }

    private @Nullable String decodeUtf8(int length) {
        try {
            CharBuffer decoded = utf8.decode(ByteBuffer.wrap(scratch, 0, length));
            return decoded.toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }
}

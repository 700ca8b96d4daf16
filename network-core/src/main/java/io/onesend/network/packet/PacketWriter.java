package io.onesend.network.packet;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Writes the fields of one packet, little-endian unless {@link #order} says otherwise. It throws an {@link IllegalStateException}
 * if the packet would exceed the longest frame, and an {@link IllegalArgumentException} if a value does not fit its field: both
 * are faults of the caller, not of a peer. The longest frame is {@link #MAX_PACKET_BYTES} for a registry's packets and
 * {@link EncodedPacket#MAX_WRITTEN_BYTES} for others.
 */
public final class PacketWriter {

    /** The longest packet of a registry: what a u16 length can describe. */
    public static final int MAX_PACKET_BYTES = 65_535;

    private final ByteBuf buffer;
    private boolean bigEndian;

    /** Writes at the buffer's writer index; its maximum capacity is the longest frame. */
    PacketWriter(ByteBuf buffer) {
        this.buffer = buffer;
    }

    /**
     * Sets the byte order of the integers from here to the end of the packet. Every packet begins little-endian.
     *
     * @param order of the integers of fixed width; varints have only one
     * @return this
     */
    public PacketWriter order(ByteOrder order) {
        bigEndian = order == ByteOrder.BIG_ENDIAN;
        return this;
    }

    /** {@return the number of bytes written so far; a registry's header, which is the first five, included} */
    public int written() {
        return buffer.writerIndex();
    }

    /**
     * Writes a byte.
     *
     * @param value its low 8 bits
     * @throws IllegalStateException if the packet would become too long
     */
    public void u8(int value) {
        room(1).writeByte(value);
    }

    /**
     * Writes a signed 16-bit integer.
     *
     * @param value its low 16 bits
     * @throws IllegalStateException if the packet would become too long
     */
    public void i16(int value) {
        if (bigEndian) {
            room(2).writeShort(value);
        } else {
            room(2).writeShortLE(value);
        }
    }

    /**
     * Writes an unsigned 16-bit integer.
     *
     * @param value its low 16 bits
     * @throws IllegalStateException if the packet would become too long
     */
    public void u16(int value) {
        i16(value);
    }

    /**
     * Writes a 32-bit integer.
     *
     * @param value signed or unsigned: its 32 bits
     * @throws IllegalStateException if the packet would become too long
     */
    public void i32(int value) {
        if (bigEndian) {
            room(4).writeInt(value);
        } else {
            room(4).writeIntLE(value);
        }
    }

    /**
     * Writes a 64-bit integer.
     *
     * @param value signed or unsigned: its 64 bits
     * @throws IllegalStateException if the packet would become too long
     */
    public void i64(long value) {
        if (bigEndian) {
            room(8).writeLong(value);
        } else {
            room(8).writeLongLE(value);
        }
    }

    /**
     * Writes an unsigned 32-bit varint (LEB128) in as few bytes as possible, as protobuf's {@code uint32}.
     *
     * @param value its 32 bits, as an unsigned number: a negative one takes 5 bytes
     * @throws IllegalStateException if the packet would become too long
     */
    public void varint32(int value) {
        varint64(Integer.toUnsignedLong(value));
    }

    /**
     * Writes an unsigned varint of limited length. MQTT's variable byte integer has at most 4 bytes.
     *
     * @param value its 32 bits, as an unsigned number
     * @param maxBytes 1 to 5
     * @throws IllegalArgumentException if the value needs more bytes
     * @throws IllegalStateException if the packet would become too long
     */
    public void varint32(int value, int maxBytes) {
        Varints.checkMaxBytes(maxBytes);
        long unsigned = Integer.toUnsignedLong(value);
        if (Varints.size(unsigned) > maxBytes) {
            throw new IllegalArgumentException(unsigned + " in a varint of at most " + maxBytes + " bytes");
        }
        varint64(unsigned);
    }

    /**
     * Writes an unsigned 64-bit varint (LEB128) in as few bytes as possible, as protobuf's {@code uint64} and {@code int64}.
     *
     * @param value its 64 bits, as an unsigned number: a negative one takes 10 bytes
     * @throws IllegalStateException if the packet would become too long
     */
    public void varint64(long value) {
        ByteBuf out = room(Varints.size(value));
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.writeByte((int) rest | 0x80);
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    /**
     * Writes a signed 32-bit varint in zigzag form, as protobuf's {@code sint32}.
     *
     * @param value small in either direction: few bytes
     * @throws IllegalStateException if the packet would become too long
     */
    public void zigzag32(int value) {
        varint32(Varints.toZigzag(value));
    }

    /**
     * Writes a signed 64-bit varint in zigzag form, as protobuf's {@code sint64}.
     *
     * @param value small in either direction: few bytes
     * @throws IllegalStateException if the packet would become too long
     */
    public void zigzag64(long value) {
        varint64(Varints.toZigzag(value));
    }

    /**
     * Writes bytes as they are.
     *
     * @param value all of the array; copied
     * @throws IllegalStateException if the packet would become too long
     */
    public void bytes(byte[] value) {
        room(value.length).writeBytes(value);
    }

    /**
     * Writes the bytes between a buffer's position and its limit.
     *
     * @param value copied; its position is not moved
     * @throws IllegalStateException if the packet would become too long
     */
    public void bytes(ByteBuffer value) {
        room(value.remaining()).writeBytes(value.duplicate());
    }

    /**
     * Replaces two bytes, in the byte order of the moment: for a length that is known only after what it counts.
     *
     * @param at where {@link #written} was before the field was written
     * @param value its low 16 bits
     * @throws IndexOutOfBoundsException if the field is not within what was written
     */
    public void setU16(int at, int value) {
        Objects.checkFromIndexSize(at, 2, written());
        if (bigEndian) {
            buffer.setShort(at, value);
        } else {
            buffer.setShortLE(at, value);
        }
    }

    /**
     * Replaces four bytes, in the byte order of the moment: for a length that is known only after what it counts.
     *
     * @param at where {@link #written} was before the field was written
     * @param value its 32 bits
     * @throws IndexOutOfBoundsException if the field is not within what was written
     */
    public void setI32(int at, int value) {
        Objects.checkFromIndexSize(at, 4, written());
        if (bigEndian) {
            buffer.setInt(at, value);
        } else {
            buffer.setIntLE(at, value);
        }
    }

    /**
     * Writes a {@code char[size]}: UTF-8 without a NUL, then zeros, at least one.
     *
     * @param text fewer bytes in UTF-8 than the field has
     * @param size of the whole field, in bytes
     * @throws IllegalArgumentException if the text is too long or has a NUL
     * @throws IllegalStateException if the packet would become too long
     */
    public void fixedText(String text, int size) {
        // Copied at once by the JVM. Netty's way without this array looks at one character after another, twice.
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int length = utf8.length;
        if (length >= size) {
            throw new IllegalArgumentException("text of " + length + " bytes in a char[" + size + "]");
        }
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("text with a NUL in a char[" + size + "]: the reader would stop there");
        }
        room(size).writeBytes(utf8).writeZero(size - length);
    }

    /**
     * Writes a {@code text8}: a byte count, then UTF-8. The count is at most 127, so that a reader of signed bytes agrees.
     *
     * @param value at most 127 bytes in UTF-8
     * @throws IllegalArgumentException if it has more
     * @throws IllegalStateException if the packet would become too long
     */
    public void text8(String value) {
        int length = ByteBufUtil.utf8Bytes(value);
        if (length > Byte.MAX_VALUE) {
            throw new IllegalArgumentException("text of " + length + " bytes in a text8");
        }
        room(1 + length).writeByte(length);
        ByteBufUtil.reserveAndWriteUtf8(buffer, value, length);
    }

    /**
     * Writes text as UTF-8, without a length.
     *
     * @param value any text; a lone surrogate becomes a question mark
     * @return the number of bytes
     * @throws IllegalStateException if the packet would become too long
     */
    public int text(String value) {
        int length = ByteBufUtil.utf8Bytes(value);
        return ByteBufUtil.reserveAndWriteUtf8(room(length), value, length);
    }

    private ByteBuf room(int bytes) {
        if (bytes > buffer.maxCapacity() - buffer.writerIndex()) {
            throw new IllegalStateException("a packet would be longer than " + buffer.maxCapacity() + " bytes");
        }
        return buffer;
    }
}

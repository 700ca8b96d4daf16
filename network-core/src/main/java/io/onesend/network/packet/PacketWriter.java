package io.onesend.network.packet;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/**
 * Writes little-endian fields of one packet. It throws an {@link IllegalStateException} if the packet would exceed the longest
 * frame, and an {@link IllegalArgumentException} if text does not fit its field: both are faults of the caller, not of a peer.
 */
public final class PacketWriter {

    /** The longest packet that a u16 length can describe. */
    public static final int MAX_PACKET_BYTES = 65_535;

    private final ByteBuf buffer;

    PacketWriter(ByteBuf buffer) {
        this.buffer = buffer;
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
        room(2).writeShortLE(value);
    }

    /**
     * Writes an unsigned 16-bit integer.
     *
     * @param value its low 16 bits
     * @throws IllegalStateException if the packet would become too long
     */
    public void u16(int value) {
        room(2).writeShortLE(value);
    }

    /**
     * Writes a 32-bit integer.
     *
     * @param value signed or unsigned: its 32 bits
     * @throws IllegalStateException if the packet would become too long
     */
    public void i32(int value) {
        room(4).writeIntLE(value);
    }

    /**
     * Writes a 64-bit integer.
     *
     * @param value signed or unsigned: its 64 bits
     * @throws IllegalStateException if the packet would become too long
     */
    public void i64(long value) {
        room(8).writeLongLE(value);
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
     * Writes a {@code char[size]}: UTF-8 without a NUL, then zeros, at least one.
     *
     * @param text fewer bytes in UTF-8 than the field has
     * @param size of the whole field, in bytes
     * @throws IllegalArgumentException if the text is too long or has a NUL
     * @throws IllegalStateException if the packet would become too long
     */
    public void fixedText(String text, int size) {
        int length = ByteBufUtil.utf8Bytes(text);
        if (length >= size) {
            throw new IllegalArgumentException("text of " + length + " bytes in a char[" + size + "]");
        }
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("text with a NUL in a char[" + size + "]: the reader would stop there");
        }
        ByteBufUtil.reserveAndWriteUtf8(room(size), text, length);
        buffer.writeZero(size - length);
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

    private ByteBuf room(int bytes) {
        if (bytes > MAX_PACKET_BYTES - buffer.writerIndex()) {
            throw new IllegalStateException("a packet would be longer than " + MAX_PACKET_BYTES + " bytes");
        }
        return buffer;
    }
}

package io.onesend.network;

import io.onesend.network.packet.MalformedPacketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The bytes that a {@link FrameRule} looks at, by index from 0. One thread uses it within one call of the rule, and it shows no
 * bytes after that call. An index outside of it throws {@link IndexOutOfBoundsException}.
 */
public final class FrameBytes {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** As many decimal digits as every {@code long} has room for. */
    private static final int MAX_DIGITS = 18;

    /** The largest integer: what a rule adds to it for a header does not overflow. */
    private static final long MAX_UNSIGNED = 1L << 62;

    private ByteBuffer buffer = NOTHING;
    private int start;
    private int length;
    private long note;

    /** Makes a view without bytes. */
    public FrameBytes() {}

    /**
     * Makes a view of an array, for a test of a rule.
     *
     * @param bytes not copied
     * @return a view of all of them
     */
    public static FrameBytes over(byte[] bytes) {
        FrameBytes view = new FrameBytes();
        view.wrap(ByteBuffer.wrap(bytes), 0, bytes.length);
        return view;
    }

    /**
     * Points this view at other bytes; the note stays.
     *
     * @param source borrowed; its position is not moved
     * @param from absolute index of the first byte
     * @param newLength number of bytes
     */
    public void wrap(ByteBuffer source, int from, int newLength) {
        buffer = source;
        start = from;
        length = newLength;
    }

    /** Takes the bytes away, so that nobody can read what is no longer theirs; the note stays. */
    public void unwrap() {
        wrap(NOTHING, 0, 0);
    }

    /** {@return the number of bytes} */
    public int length() {
        return length;
    }

    /**
     * Some of these bytes, without copying them.
     *
     * @param from index of the first one
     * @param to index behind the last one
     * @return a view of its own, without a note
     */
    public FrameBytes part(int from, int to) {
        Objects.checkFromToIndex(from, to, length);
        FrameBytes part = new FrameBytes();
        part.wrap(buffer, start + from, to - from);
        return part;
    }

    /**
     * One byte.
     *
     * @param at its index
     * @return 0 to 255
     */
    public int u8(int at) {
        return buffer.get(start + Objects.checkIndex(at, length)) & 0xff;
    }

    /**
     * An unsigned integer of fixed width.
     *
     * @param at index of its first byte
     * @param width number of bytes, 1 to 8
     * @param order which byte is the first
     * @return 0 or more
     * @throws MalformedPacketException if it is above 2 to the power of 62
     */
    public long unsigned(int at, int width, ByteOrder order) {
        Objects.checkIndex(width - 1, Long.BYTES);
        Objects.checkFromIndexSize(at, width, length);
        long value = 0;
        for (int i = 0; i < width; i++) {
            int next = order == ByteOrder.BIG_ENDIAN ? at + i : at + width - 1 - i;
            value = value << Byte.SIZE | u8(next);
        }
        if (value < 0 || value > MAX_UNSIGNED) {
            throw new MalformedPacketException("an integer of more than 62 bits");
        }
        return value;
    }

    /**
     * A number written in decimal digits.
     *
     * @param from index of the first digit
     * @param to index behind the last digit; in front of the first one, there is no digit
     * @return 0 or more
     * @throws MalformedPacketException if there is anything but digits, none, or more than 18
     */
    public long decimal(int from, int to) {
        if (to <= from) {
            throw new MalformedPacketException("a number without digits");
        }
        Objects.checkFromToIndex(from, to, length);
        if (to - from > MAX_DIGITS) {
            throw new MalformedPacketException("a number of " + (to - from) + " digits");
        }
        long value = 0;
        for (int at = from; at < to; at++) {
            int digit = u8(at) - '0';
            if (digit < 0 || digit > 9) {
                throw new MalformedPacketException("a number with something else than digits");
            }
            value = 10 * value + digit;
        }
        return value;
    }

    /**
     * A piece of text.
     *
     * @param from index of the first byte
     * @param to index behind the last byte
     * @return decoded as ISO 8859-1, which fits every byte: a character for each byte
     */
    public String text(int from, int to) {
        Objects.checkFromToIndex(from, to, length);
        if (buffer.hasArray()) {
            int first = buffer.arrayOffset() + start + from;
            return new String(buffer.array(), first, to - from, StandardCharsets.ISO_8859_1);
        }
        byte[] copy = new byte[to - from];
        buffer.get(start + from, copy);
        return new String(copy, StandardCharsets.ISO_8859_1);
    }

    /**
     * Searches for a byte.
     *
     * @param sought the byte, signed or unsigned
     * @param from index to begin at; at the end or behind it, nothing is found
     * @return index of the first such byte; -1 if there is none
     */
    public int indexOf(int sought, int from) {
        byte value = (byte) sought;
        checkStart(from);
        for (int at = from; at < length; at++) {
            if (buffer.get(start + at) == value) {
                return at;
            }
        }
        return -1;
    }

    /**
     * Searches for several bytes in a row.
     *
     * @param sought the bytes
     * @param from index to begin at; at the end or behind it, nothing is found
     * @return index of the first of them; -1 if they are not there
     */
    public int indexOf(byte[] sought, int from) {
        checkStart(from);
        for (int at = from; at <= length - sought.length; at++) {
            if (isAt(sought, at)) {
                return at;
            }
        }
        return -1;
    }

    private static void checkStart(int from) {
        if (from < 0) {
            throw new IndexOutOfBoundsException(from);
        }
    }

    private boolean isAt(byte[] sought, int at) {
        for (int i = 0; i < sought.length; i++) {
            if (buffer.get(start + at + i) != sought[i]) {
                return false;
            }
        }
        return true;
    }

    /** {@return the number that the rule has noted about this frame; 0 at first} */
    public long note() {
        return note;
    }

    /**
     * Keeps a number of the rule's own until it is asked about the same frame again: how far it has read, for example. Each frame
     * begins with 0.
     *
     * @param newNote any number
     */
    public void note(long newNote) {
        note = newNote;
    }
}

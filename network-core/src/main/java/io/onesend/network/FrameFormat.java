package io.onesend.network;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How a stream of bytes is cut into frames. A length-prefixed frame is handed on with its header; a delimited frame or a line is
 * handed on without its delimiter. A sender passes the bytes as they go out: with header, with delimiter.
 *
 * @param kind how a frame's end is known
 * @param lengthOffset bytes in front of the length field
 * @param lengthBytes width of the length field: 1, 2, 3 or 4, unsigned
 * @param lengthOrder its byte order
 * @param lengthCountsHeader whether its value is the whole frame's length, or only that of what follows the header
 * @param headerBytes length of the whole header, and of the shortest frame
 * @param delimiter what ends a delimited frame or a line, at most 16 bytes; empty for the other kinds
 */
public record FrameFormat(
        Kind kind,
        int lengthOffset,
        int lengthBytes,
        ByteOrder lengthOrder,
        boolean lengthCountsHeader,
        int headerBytes,
        List<Byte> delimiter) {

    /** How the end of a frame is known. */
    public enum Kind {
        /** From a length in its header. */
        LENGTH_PREFIXED,
        /** A delimiter of one or more bytes follows; no frame contains it. */
        DELIMITED,
        /** A line feed follows, or a carriage return and a line feed; an empty line is an empty frame. */
        LINE,
        /** There are no frames: bytes are handed on as they arrive. */
        RAW
    }

    private static final int LONGEST_DELIMITER = 16;

    /** The chat protocol's 5-byte header: a little-endian u16 in front, which counts the header too. */
    public static final FrameFormat CHAT = lengthPrefixed(0, 2, ByteOrder.LITTLE_ENDIAN, true, 5);

    /** No frames: each read's bytes as they came. */
    public static final FrameFormat RAW = withoutHeader(Kind.RAW);

    /** Lines of text or other bytes, ended by LF or CR LF, which is not handed on. */
    public static final FrameFormat LINES = withoutHeader(Kind.LINE, (byte) '\n');

    /**
     * Checks the parts that the kind uses, and that a kind without header or delimiter has none.
     *
     * @param kind decides which of the others are used
     * @param lengthOffset 0 or more
     * @param lengthBytes 1 to 4
     * @param lengthOrder not null, whatever the kind
     * @param lengthCountsHeader true: a length below the header's is a protocol error
     * @param headerBytes enough for the length field; 0 without one
     * @param delimiter 1 to 16 bytes, or a line feed for lines; copied; empty for the other kinds
     * @throws IllegalArgumentException if such frames are impossible
     */
    public FrameFormat {
        Objects.requireNonNull(lengthOrder);
        delimiter = List.copyOf(delimiter);
        boolean possible = switch (kind) {
            case LENGTH_PREFIXED ->
                lengthOffset >= 0
                        && lengthBytes >= 1
                        && lengthBytes <= 4
                        && headerBytes >= lengthOffset + lengthBytes
                        && delimiter.isEmpty();
            case DELIMITED -> headerBytes == 0 && !delimiter.isEmpty() && delimiter.size() <= LONGEST_DELIMITER;
            case LINE -> headerBytes == 0 && delimiter.equals(List.of((byte) '\n'));
            case RAW -> headerBytes == 0 && delimiter.isEmpty();
        };
        if (!possible) {
            throw new IllegalArgumentException("impossible frame format: " + kind + ", length of " + lengthBytes
                    + " bytes at offset " + lengthOffset + " in a header of " + headerBytes + ", delimiter of "
                    + delimiter.size() + " bytes");
        }
    }

    /**
     * Makes a format without a delimiter.
     *
     * @param kind {@link Kind#LENGTH_PREFIXED} or {@link Kind#RAW}
     * @param lengthOffset bytes in front of the length field
     * @param lengthBytes width of the length field: 1, 2, 3 or 4, unsigned
     * @param lengthOrder its byte order
     * @param lengthCountsHeader whether its value is the whole frame's length, or only that of what follows the header
     * @param headerBytes length of the whole header, and of the shortest frame
     * @throws IllegalArgumentException if such frames are impossible
     */
    public FrameFormat(
            Kind kind,
            int lengthOffset,
            int lengthBytes,
            ByteOrder lengthOrder,
            boolean lengthCountsHeader,
            int headerBytes) {
        this(kind, lengthOffset, lengthBytes, lengthOrder, lengthCountsHeader, headerBytes, List.of());
    }

    /**
     * Frames whose header says how long they are.
     *
     * @param lengthOffset bytes in front of the length field
     * @param lengthBytes width of the length field: 1, 2, 3 or 4, unsigned
     * @param lengthOrder its byte order
     * @param lengthCountsHeader whether its value is the whole frame's length, or only that of what follows the header
     * @param headerBytes length of the whole header, length field included
     * @return frames that are handed on with their header
     * @throws IllegalArgumentException if the length field does not fit into the header
     */
    public static FrameFormat lengthPrefixed(
            int lengthOffset, int lengthBytes, ByteOrder lengthOrder, boolean lengthCountsHeader, int headerBytes) {
        return new FrameFormat(
                Kind.LENGTH_PREFIXED, lengthOffset, lengthBytes, lengthOrder, lengthCountsHeader, headerBytes);
    }

    /**
     * Frames that each end with these bytes.
     *
     * @param delimiter 1 to 16 bytes, which no frame contains
     * @return frames that are handed on without the delimiter
     * @throws IllegalArgumentException if there are none or too many
     */
    public static FrameFormat delimitedBy(byte... delimiter) {
        return withoutHeader(Kind.DELIMITED, delimiter);
    }

    /**
     * Frames that each end with this text.
     *
     * @param delimiter 1 to 16 bytes in UTF-8, which no frame contains
     * @return frames that are handed on without the delimiter
     * @throws IllegalArgumentException if it is empty or too long
     */
    public static FrameFormat delimitedBy(String delimiter) {
        return delimitedBy(delimiter.getBytes(StandardCharsets.UTF_8));
    }

    private static FrameFormat withoutHeader(Kind kind, byte... delimiter) {
        List<Byte> bytes = new ArrayList<>(delimiter.length);
        for (byte each : delimiter) {
            bytes.add(each);
        }
        return new FrameFormat(kind, 0, 0, ByteOrder.LITTLE_ENDIAN, false, 0, bytes);
    }
}

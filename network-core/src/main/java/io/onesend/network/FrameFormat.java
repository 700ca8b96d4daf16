package io.onesend.network;

import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Where a stream of bytes is cut into frames. A frame is handed on whole, its header included.
 *
 * @param kind length-prefixed, or a raw stream in which whatever arrived is a frame
 * @param lengthOffset bytes in front of the length field
 * @param lengthBytes width of the length field: 1, 2, 3 or 4, unsigned
 * @param lengthOrder its byte order
 * @param lengthCountsHeader whether its value is the whole frame's length, or only that of what follows the header
 * @param headerBytes the whole header; the shortest frame there is
 */
public record FrameFormat(
        Kind kind,
        int lengthOffset,
        int lengthBytes,
        ByteOrder lengthOrder,
        boolean lengthCountsHeader,
        int headerBytes) {

    public enum Kind {
        LENGTH_PREFIXED,
        RAW
    }

    /** The chat protocol's 5-byte header: a little-endian u16 in front, which counts the header too. */
    public static final FrameFormat CHAT =
            new FrameFormat(Kind.LENGTH_PREFIXED, 0, 2, ByteOrder.LITTLE_ENDIAN, true, 5);

    /** No frames: each read's bytes as they came. */
    public static final FrameFormat RAW = new FrameFormat(Kind.RAW, 0, 0, ByteOrder.LITTLE_ENDIAN, false, 0);

    public FrameFormat {
        Objects.requireNonNull(lengthOrder);
        boolean possible = kind == Kind.RAW
                || (lengthOffset >= 0
                        && lengthBytes >= 1
                        && lengthBytes <= 4
                        && headerBytes >= lengthOffset + lengthBytes);
        if (!possible) {
            throw new IllegalArgumentException("impossible frame format: length of " + lengthBytes + " bytes at offset "
                    + lengthOffset + " in a header of " + headerBytes);
        }
    }
}

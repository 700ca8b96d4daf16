package io.onesend.network;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;

/** How the end of a frame is known. The factory methods of {@link FrameFormat} make these. */
public sealed interface FrameEnd {

    /** {@return the length of the shortest frame, header or delimiter included; 1 if it is not known beforehand} */
    default int shortestFrame() {
        return 1;
    }

    /**
     * Made by {@link FrameFormat#lengthPrefixed}, with the same parts.
     *
     * @param lengthOffset bytes in front of the length field
     * @param lengthBytes width of the length field: 1, 2, 3 or 4, unsigned
     * @param lengthOrder its byte order
     * @param lengthCountsHeader whether its value is the whole frame's length, or only that of what follows the header
     * @param headerBytes length of the whole header, and of the shortest frame
     */
    record ByLength(
            int lengthOffset, int lengthBytes, ByteOrder lengthOrder, boolean lengthCountsHeader, int headerBytes)
            implements FrameEnd {

        /**
         * Checks that the length field fits into the header.
         *
         * @param lengthOffset 0 or more
         * @param lengthBytes 1 to 4
         * @param lengthOrder not null
         * @param lengthCountsHeader true: a length below the header's is a protocol error
         * @param headerBytes enough for the length field
         * @throws IllegalArgumentException if such frames are impossible
         */
        public ByLength {
            Objects.requireNonNull(lengthOrder);
            if (lengthOffset < 0 || lengthBytes < 1 || lengthBytes > 4 || headerBytes < lengthOffset + lengthBytes) {
                throw new IllegalArgumentException("impossible frame format: a length of " + lengthBytes
                        + " bytes at offset " + lengthOffset + " in a header of " + headerBytes + " bytes");
            }
        }

        @Override
        public int shortestFrame() {
            return headerBytes;
        }
    }

    /**
     * Made by {@link FrameFormat#delimitedBy(byte...)}; also {@link FrameFormat#LINES}.
     *
     * @param delimiter the bytes that end a frame; no frame contains them
     * @param stripsCarriageReturn whether a carriage return in front of the delimiter belongs to it
     */
    record ByDelimiter(List<Byte> delimiter, boolean stripsCarriageReturn) implements FrameEnd {

        /**
         * Checks the delimiter.
         *
         * @param delimiter 1 to 16 bytes; copied
         * @param stripsCarriageReturn whether a carriage return in front of the delimiter belongs to it
         * @throws IllegalArgumentException if there are none or too many
         */
        public ByDelimiter {
            delimiter = List.copyOf(delimiter);
            if (delimiter.isEmpty() || delimiter.size() > FrameFormat.LONGEST_DELIMITER) {
                throw new IllegalArgumentException(
                        "impossible frame format: a delimiter of " + delimiter.size() + " bytes");
            }
        }

        @Override
        public int shortestFrame() {
            return delimiter.size();
        }
    }

    /** There are no frames: one read brings what is handed on. {@link FrameFormat#RAW}. */
    record OfRead() implements FrameEnd {}

    /**
     * Made by {@link FrameFormat#of}.
     *
     * @param rule finds where a frame ends
     */
    record ByRule(FrameRule rule) implements FrameEnd {

        /**
         * Checks that there is a rule.
         *
         * @param rule used by all sessions of the format
         */
        public ByRule {
            Objects.requireNonNull(rule);
        }
    }
}

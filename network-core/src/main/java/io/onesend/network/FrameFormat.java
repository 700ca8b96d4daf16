package io.onesend.network;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How a stream of bytes is cut into frames. A delimited frame or a line is handed on without its delimiter; all others are handed
 * on whole. A sender passes the bytes as they go out: with header, with delimiter.
 *
 * @param end how the end of a frame is known
 * @param isOneAtATime whether the next frame is cut only after the callback for the last one, as {@link #oneAtATime} says
 */
public record FrameFormat(FrameEnd end, boolean isOneAtATime) {

    /** The most bytes that a delimiter has, or what ends a head. */
    static final int LONGEST_DELIMITER = 16;

    /** The chat protocol's 5-byte header: a little-endian u16 in front, which counts the header too. */
    public static final FrameFormat CHAT = lengthPrefixed(0, 2, ByteOrder.LITTLE_ENDIAN, true, 5);

    /** No frames: each read's bytes as they came. */
    public static final FrameFormat RAW = atFullSpeed(new FrameEnd.OfRead());

    /** Lines of text or other bytes, ended by LF or CR LF, which is not handed on; an empty line is an empty frame. */
    public static final FrameFormat LINES = atFullSpeed(new FrameEnd.ByDelimiter(List.of((byte) '\n'), true));

    /**
     * Checks that the end is known.
     *
     * @param end checked by itself
     * @param isOneAtATime false: at full speed
     */
    public FrameFormat {
        Objects.requireNonNull(end);
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
        return atFullSpeed(
                new FrameEnd.ByLength(lengthOffset, lengthBytes, lengthOrder, lengthCountsHeader, headerBytes));
    }

    /**
     * Frames whose length is a varint: seven bits in each byte, the lowest first. The length counts what follows the varint. MQTT
     * is {@code varintPrefixed(1, 4)}; protobuf's delimited messages are {@code varintPrefixed(0, 5)}.
     *
     * @param lengthOffset bytes in front of the varint
     * @param maxLengthBytes the most bytes that the varint may have, 1 to 5; a longer one is malformed. One with more bytes than its
     *     value needs is accepted, as {@link io.onesend.network.packet.PacketReader#varint32(int)} does
     * @return frames that are handed on with their header
     * @throws IllegalArgumentException if one of them is out of its range
     */
    public static FrameFormat varintPrefixed(int lengthOffset, int maxLengthBytes) {
        return of(new VarintRule(lengthOffset, maxLengthBytes));
    }

    /**
     * Frames that each end with these bytes.
     *
     * @param delimiter 1 to 16 bytes, which no frame contains
     * @return frames that are handed on without the delimiter
     * @throws IllegalArgumentException if there are none or too many
     */
    public static FrameFormat delimitedBy(byte... delimiter) {
        List<Byte> bytes = new ArrayList<>(delimiter.length);
        for (byte each : delimiter) {
            bytes.add(each);
        }
        return atFullSpeed(new FrameEnd.ByDelimiter(bytes, false));
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

    /**
     * Frames that are a head, such as a line, and a body whose length the head tells: the commands of memcached and NATS, or HTTP
     * with Content-Length, whose head ends with {@code "\r\n\r\n"}.
     *
     * @param headEnd 1 to 16 bytes in UTF-8 that end the head
     * @param bodyLength reads the length in the head
     * @return frames that are handed on whole: head, the bytes that end it, body
     * @throws IllegalArgumentException if the first is empty or too long
     */
    public static FrameFormat headAndBody(String headEnd, BodyLength bodyLength) {
        return of(new HeadAndBodyRule(headEnd.getBytes(StandardCharsets.UTF_8), bodyLength));
    }

    /**
     * Frames that a rule of your own cuts.
     *
     * @param rule used by all sessions of the format
     * @return frames that are handed on whole
     */
    public static FrameFormat of(FrameRule rule) {
        return atFullSpeed(new FrameEnd.ByRule(rule));
    }

    /**
     * The same frames, but the next one is cut only after the callback for the last one has returned, and if that has suspended
     * its session, only after {@link Session#resume}. So the callback can have what follows cut in another format: see {@link
     * Session#changeFrames}. Each frame costs a change from the callbacks' thread to the I/O thread and back; a format that never
     * changes should do without.
     *
     * @return a format for sessions whose frames change in mid-stream
     */
    public FrameFormat oneAtATime() {
        return new FrameFormat(end, true);
    }

    /** {@return the length of the shortest frame, header or delimiter included; 1 if it is not known beforehand} */
    public int shortestFrame() {
        return end.shortestFrame();
    }

    private static FrameFormat atFullSpeed(FrameEnd end) {
        return new FrameFormat(end, false);
    }
}

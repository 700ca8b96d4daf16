package io.onesend.chat.cluster;

import io.onesend.chat.room.RoomEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One message of a feed.
 *
 * @param number one more than that of the message before it
 * @param before the stamp of the message before it; {@code -} for the first
 * @param stamp of this one
 * @param events in the order of their rooms' streams
 */
record FeedMessage(long number, String before, String stamp, List<Event> events) {

    /** An event of a room. */
    record Event(int room, Position position, RoomEvent event) {}

    FeedMessage {
        events = List.copyOf(events);
    }

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException if it is none
     */
    static FeedMessage parse(byte[] bytes) {
        Lines lines = new Lines(bytes);
        long number = Long.parseLong(lines.next());
        String before = lines.next();
        String stamp = lines.next();
        List<Event> events = new ArrayList<>();
        while (lines.hasMore()) {
            String[] head = lines.next().split(" ", -1);
            if (head.length != 4) {
                throw new IllegalArgumentException("an event of a feed needs 4 fields in front, not " + head.length);
            }
            RoomEvent event = EventCodec.decode(lines.next(Integer.parseInt(head[3])));
            events.add(new Event(Integer.parseInt(head[0]), Position.of(head[1], head[2]), event));
        }
        return new FeedMessage(number, before, stamp, events);
    }

    private static final class Lines {
        private final byte[] bytes;
        private int at;

        Lines(byte[] bytes) {
            this.bytes = bytes;
        }

        boolean hasMore() {
            return at < bytes.length;
        }

        String next() {
            int end = at;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            if (end == bytes.length) {
                throw new IllegalArgumentException("a feed's message ends within a line");
            }
            String line = new String(bytes, at, end - at, StandardCharsets.US_ASCII);
            at = end + 1;
            return line;
        }

        byte[] next(int length) {
            if (length < 0 || length > bytes.length - at) {
                throw new IllegalArgumentException("a feed's message ends within an event");
            }
            at += length;
            return Arrays.copyOfRange(bytes, at - length, at);
        }
    }
}

package io.onesend.chat.cluster;

import io.onesend.chat.room.RoomEvent;
import java.util.ArrayList;
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
        TextBytes text = new TextBytes(bytes);
        long number = text.number('\n');
        String before = text.text('\n');
        String stamp = text.text('\n');
        List<Event> events = new ArrayList<>();
        while (!text.isAtEnd()) {
            int room = Math.toIntExact(text.number(' '));
            Position position = new Position(text.number(' '), text.unsigned(' '));
            events.add(new Event(room, position, EventCodec.decode(text.part(text.number('\n')))));
        }
        return new FeedMessage(number, before, stamp, events);
    }
}

package io.onesend.chat.checker;

import io.onesend.chat.room.RoomEvent;
import java.util.List;

/**
 * The stored events of one room, from its first on.
 *
 * @param room its number
 */
public record RoomStream(int room, List<Entry> entries) {

    /**
     * One event.
     *
     * @param tag names the event for good
     */
    public record Entry(long offset, String tag, RoomEvent event) {}

    public RoomStream {
        entries = List.copyOf(entries);
    }
}

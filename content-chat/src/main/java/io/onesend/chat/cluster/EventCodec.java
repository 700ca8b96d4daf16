package io.onesend.chat.cluster;

import io.onesend.chat.room.RoomEvent;
import java.nio.charset.StandardCharsets;

/**
 * Writes an event as the bytes that a stream keeps: a letter for its kind, the unique id, and for some a user id and a text, each
 * on a line of its own. A user id holds no line end; the text, which may, comes last.
 */
final class EventCodec {

    private EventCodec() {}

    static byte[] encode(RoomEvent event) {
        String text = kindOf(event) + Long.toString(event.uniqueId());
        if (event instanceof RoomEvent.Entered entered) {
            text += '\n' + entered.userId();
        } else if (event instanceof RoomEvent.Said said) {
            text += '\n' + said.userId() + '\n' + said.text();
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The letter that the functions know the event's kind by. */
    static char kindOf(RoomEvent event) {
        if (event instanceof RoomEvent.Said) {
            return 'S';
        } else if (event instanceof RoomEvent.Entered) {
            return 'E';
        }
        return event instanceof RoomEvent.Left ? 'L' : 'M';
    }

    /**
     * Reads what {@link #encode} has written.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    static RoomEvent decode(byte[] body) {
        String[] lines = new String(body, StandardCharsets.UTF_8).split("\n", 3);
        if (lines[0].length() < 2) {
            throw new IllegalArgumentException("an event of " + body.length + " bytes has no unique id");
        }
        char kind = lines[0].charAt(0);
        long uniqueId = Long.parseLong(lines[0].substring(1));
        if (kind == 'S' && lines.length == 3) {
            return new RoomEvent.Said(uniqueId, lines[1], lines[2]);
        } else if (kind == 'E' && lines.length == 2) {
            return new RoomEvent.Entered(uniqueId, lines[1]);
        } else if (kind == 'L' && lines.length == 1) {
            return new RoomEvent.Left(uniqueId);
        } else if (kind == 'M' && lines.length == 1) {
            return new RoomEvent.Moved(uniqueId);
        }
        throw new IllegalArgumentException("an event of kind " + kind + " with " + lines.length + " lines");
    }
}

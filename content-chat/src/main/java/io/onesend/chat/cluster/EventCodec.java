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
        return decode(new TextBytes(body));
    }

    /** Reads all that is left: this is done for each event that a host hears. */
    static RoomEvent decode(TextBytes body) {
        char kind = body.character();
        return switch (kind) {
            case 'S' -> new RoomEvent.Said(body.number('\n'), body.text('\n'), body.rest());
            case 'E' -> new RoomEvent.Entered(body.number('\n'), body.restOfLine());
            case 'L' -> new RoomEvent.Left(body.number());
            case 'M' -> new RoomEvent.Moved(body.number());
            default -> throw new IllegalArgumentException("no event has the kind " + kind);
        };
    }
}

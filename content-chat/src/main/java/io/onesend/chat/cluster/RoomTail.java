package io.onesend.chat.cluster;

import io.onesend.chat.room.RoomEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last events of a room that were heard here. If Redis comes back with another history, they tell where the two part. At first
 * the last 16 are kept. A room that is busier keeps what comes in five seconds, at most 1,024: a failover that Sentinel was asked for
 * leaves the former primary in its place for two or three, and all that it stores meanwhile is lost.
 */
final class RoomTail {

    private static final int FEWEST = 16;
    private static final int MOST = 1024;

    /** In ticks. */
    private static final long SPAN = 100;

    /**
     * One of them.
     *
     * @param event null for what was said: its text is not kept
     */
    record Heard(Position position, @Nullable RoomEvent event) {}

    private Position[] positions = new Position[FEWEST];
    private @Nullable RoomEvent[] events = new RoomEvent[FEWEST];
    private int next;
    private int size;
    private boolean isWhole = true;
    private long span;
    private int inSpan;

    void add(Heard heard, long tick) {
        add(heard.position(), heard.event(), tick);
    }

    void add(Position position, @Nullable RoomEvent event, long tick) {
        if (tick / SPAN != span) {
            span = tick / SPAN;
            inSpan = 0;
        }
        if (++inSpan > positions.length && positions.length < MOST) {
            grow();
        }
        positions[next] = position;
        events[next] = event instanceof RoomEvent.Said ? null : event;
        next = (next + 1) % positions.length;
        if (size < positions.length) {
            size++;
        } else {
            isWhole = false;
        }
    }

    /** Whether all that was ever added is still kept. */
    boolean isWhole() {
        return isWhole;
    }

    /** Adds the entries among these: the numbers of their users, by tag. */
    static void addEntries(Collection<Heard> heard, Map<Long, Long> entries) {
        for (Heard each : heard) {
            if (each.event() instanceof RoomEvent.Entered entered) {
                entries.put(each.position().tag(), entered.uniqueId());
            }
        }
    }

    private void grow() {
        List<Heard> all = all();
        int places = 2 * positions.length;
        positions = new Position[places];
        events = new RoomEvent[places];
        for (int i = 0; i < all.size(); i++) {
            positions[i] = all.get(i).position();
            events[i] = all.get(i).event();
        }
        next = all.size();
        size = all.size();
    }

    /** All that are kept, the oldest first. */
    List<Heard> all() {
        List<Heard> all = new ArrayList<>(size);
        for (int i = size; i > 0; i--) {
            int place = Math.floorMod(next - i, positions.length);
            all.add(new Heard(positions[place], events[place]));
        }
        return all;
    }

    void clear() {
        next = 0;
        size = 0;
        isWhole = true;
    }
}

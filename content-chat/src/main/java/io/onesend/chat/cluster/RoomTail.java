package io.onesend.chat.cluster;

import io.onesend.chat.room.RoomEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last events of a room that were heard here. If Redis comes back with another history, they tell where the two part. At first
 * the last 16 are kept. A room that is busier keeps what came in the last five seconds, at most 1,024 events: a failover that Sentinel
 * was asked for leaves the former primary in its place for two or three, and all that it stores meanwhile is lost.
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

    /** When they were heard. */
    private long[] ticks = new long[FEWEST];

    private int next;
    private int size;
    private boolean isWhole = true;

    void add(Position position, @Nullable RoomEvent event, long tick) {
        boolean isFull = size == positions.length;
        if (isFull && size < MOST && tick - ticks[next] < SPAN) {
            grow();
        }
        positions[next] = position;
        events[next] = event instanceof RoomEvent.Said ? null : event;
        ticks[next] = tick;
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

    /** Makes twice the room, with the oldest event in the first place. */
    private void grow() {
        Position[] allPositions = new Position[2 * size];
        @Nullable RoomEvent[] allEvents = new RoomEvent[2 * size];
        long[] allTicks = new long[2 * size];
        for (int i = 0; i < size; i++) {
            int place = place(i);
            allPositions[i] = positions[place];
            allEvents[i] = events[place];
            allTicks[i] = ticks[place];
        }
        positions = allPositions;
        events = allEvents;
        ticks = allTicks;
        next = size;
    }

    /** Where an event is; 0: the oldest. */
    private int place(int age) {
        return Math.floorMod(next - size + age, positions.length);
    }

    /** All that are kept, the oldest first. */
    List<Heard> all() {
        List<Heard> all = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            int place = place(i);
            all.add(new Heard(positions[place], events[place]));
        }
        return all;
    }

    /** Forgets what is behind an offset: another history has taken its place. */
    void dropBehind(long offset) {
        while (size > 0 && positions[place(size - 1)].offset() > offset) {
            size--;
            next = Math.floorMod(next - 1, positions.length);
        }
    }

    void clear() {
        next = 0;
        size = 0;
        isWhole = true;
    }
}

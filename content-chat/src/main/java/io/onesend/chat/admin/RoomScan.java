package io.onesend.chat.admin;

import io.onesend.chat.room.Room;
import io.onesend.chat.room.RoomDirectory;
import io.onesend.network.logic.LogicThread;
import io.onesend.network.logic.OwningThread;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** Looks at all rooms, some in each task of the logic loop, and keeps those that a query asks for. */
@LogicThread
final class RoomScan {

    private final OwningThread owner = new OwningThread();
    private final RoomDirectory rooms;
    private final RoomQuery query;
    private final long nanoTime;

    /** The worst first: it gives way to a better one. One more than asked for tells whether there is a next page. */
    private final PriorityQueue<RoomInfo> best;

    private int inUse;
    private int next;

    RoomScan(RoomDirectory rooms, RoomQuery query, long nanoTime) {
        this.rooms = rooms;
        this.query = query;
        this.nanoTime = nanoTime;
        best = new PriorityQueue<>(query.comparator().reversed());
    }

    /** Looks at the next rooms. Returns whether there are others left. */
    boolean step(Consumer<RoomPage> answer) {
        assert owner.isCurrent();
        for (Room room : rooms.some(next, ChatAdmin.MOST_ROWS)) {
            if (room.hasLocals()) {
                inUse++;
                look(RoomInfo.of(room, nanoTime));
            }
        }
        next += ChatAdmin.MOST_ROWS;
        if (next < rooms.count()) {
            return true;
        }
        answer.accept(page());
        return false;
    }

    private void look(RoomInfo room) {
        if (query.matches(room)) {
            best.add(room);
            if (best.size() > query.limit() + 1) {
                best.remove();
            }
        }
    }

    private RoomPage page() {
        List<RoomInfo> found = new ArrayList<>(best);
        found.sort(query.comparator());
        if (found.size() <= query.limit()) {
            return new RoomPage(found, inUse, null);
        }
        List<RoomInfo> page = found.subList(0, query.limit());
        return new RoomPage(page, inUse, query.order().cursorOf(page.get(page.size() - 1)));
    }
}

package io.onesend.chat.cluster;

import io.onesend.chat.cluster.Replies.ReadRoom;
import io.onesend.chat.cluster.Replies.ReadStatus;
import io.onesend.chat.room.RoomEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One room of {@link ModelRedis}: its whole stream, and its members in order of entry. */
final class ModelRoom {

    private static final int LONGEST_READ = 200;
    private static final int REWRITTEN_ENTRIES = 256;

    final List<RoomState.Entry> stream = new ArrayList<>();
    final List<RoomState.Member> members = new ArrayList<>();

    /** The offset of the last move; -1: none. */
    long movedAt = -1;

    long offset() {
        return stream.size();
    }

    RoomState.@Nullable Member member(long uniqueId) {
        for (RoomState.Member member : members) {
            if (member.uniqueId() == uniqueId) {
                return member;
            }
        }
        return null;
    }

    Position append(long tag, RoomEvent event) {
        Position position = new Position(offset() + 1, tag);
        stream.add(new RoomState.Entry(position, event));
        return position;
    }

    RoomState state(int newest) {
        return new RoomState(members, end(), stream.subList(Math.max(0, stream.size() - newest), stream.size()));
    }

    ReadRoom read(Position from) {
        if (stream.isEmpty()) {
            return new ReadRoom(ReadStatus.LOST, null);
        }
        if (from.equals(end())) {
            return new ReadRoom(ReadStatus.SAME, null);
        }
        boolean known = from.offset() == 0
                || (from.offset() <= offset()
                        && stream.get((int) from.offset() - 1).position().equals(from));
        if (!known) {
            return new ReadRoom(ReadStatus.REWRITTEN, state(REWRITTEN_ENTRIES));
        }
        int to = (int) Math.min(offset(), from.offset() + LONGEST_READ);
        return new ReadRoom(ReadStatus.MORE, new RoomState(List.of(), end(), stream.subList((int) from.offset(), to)));
    }

    private Position end() {
        return stream.isEmpty() ? Position.START : stream.get(stream.size() - 1).position();
    }
}
